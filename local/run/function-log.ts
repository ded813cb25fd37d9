import { z } from 'zod';
import { logMessages } from '../../lambda/contract/log-messages';

const BatchLine = z.object({
  message: z.literal(logMessages.batchProcessed),
  rejected: z.int(),
  failed: z.int(),
  put_records: z.object({ retries: z.int() }),
});

const RejectedLine = z.object({
  message: z.literal(logMessages.submissionRejected),
  device_id: z.string().optional(),
  reasons: z.array(z.object({ path: z.string(), message: z.string() })).min(1),
});

/** What the function's log says of a batch. */
export interface LoggedBatch {
  readonly rejected: number;
  readonly failed: number;
  /** Records that were put again. */
  readonly retried: number;
}

/** What the function's log says of a submission that is in the diagnostic queue. */
export interface LoggedRejection {
  /** Absent where the submission names no device. */
  readonly deviceId?: string | undefined;
  /** The first, in people's words: such as `device_id is not a UUID`. */
  readonly reason: string;
}

/** Undefined for any other line of the function's log. */
export const parseBatchLine = (line: string): LoggedBatch | undefined => {
  if (!line.includes(`"${logMessages.batchProcessed}"`)) return undefined;
  const { rejected, failed, put_records } = BatchLine.parse(JSON.parse(line));
  return { rejected, failed, retried: put_records.retries };
};

/** Likewise. */
export const parseRejectedLine = (line: string): LoggedRejection | undefined => {
  if (!line.includes(`"${logMessages.submissionRejected}"`)) return undefined;
  const { device_id, reasons } = RejectedLine.parse(JSON.parse(line));
  const [{ path, message } = { path: '', message: '' }] = reasons;
  return { deviceId: device_id, reason: `${path === '' ? 'the body' : path} ${message}` };
};
