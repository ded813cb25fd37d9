import { z } from 'zod';
import { logMessages } from '../../lambda/contract/log-messages';

const BatchLine = z.object({
  message: z.literal(logMessages.batchProcessed),
  rejected: z.int(),
  failed: z.int(),
  put_records: z.object({ refusals: z.record(z.string(), z.int()) }),
});

/** What the function's log says of a batch. */
export interface LoggedBatch {
  readonly rejected: number;
  readonly failed: number;
  /** Records that were refused, and so put again. */
  readonly retried: number;
}

/** Undefined for any other line of the function's log. */
export const parseBatchLine = (line: string): LoggedBatch | undefined => {
  if (!line.includes(logMessages.batchProcessed)) return undefined;
  const { rejected, failed, put_records } = BatchLine.parse(JSON.parse(line));
  const retried = Object.values(put_records.refusals).reduce((sum, count) => sum + count, 0);
  return { rejected, failed, retried };
};
