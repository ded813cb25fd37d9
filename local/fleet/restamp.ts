import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const CapturedSubmission = z.looseObject({ submission_id: z.unknown(), device_id: z.unknown() });

/**
 * A captured body as another device would send it now. What is broken in it stays broken.
 *
 * @param deviceId of the device that sends it
 */
export const restamp = (body: string, deviceId: string): string => {
  const captured = CapturedSubmission.parse(JSON.parse(Buffer.from(body, 'base64').toString()));
  const submission = {
    ...captured,
    submission_id: isUuid(captured.submission_id) ? randomUUID() : captured.submission_id,
    device_id: isUuid(captured.device_id) ? deviceId : captured.device_id,
    time_created: deviceTime(new Date()),
  };
  return Buffer.from(JSON.stringify(submission)).toString('base64');
};

const isUuid = (value: unknown): boolean => z.guid().safeParse(value).success;

/** Sensors send their local time, in microseconds and without a zone. */
const deviceTime = (now: Date): string => {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return local.toISOString().replace('Z', '000');
};
