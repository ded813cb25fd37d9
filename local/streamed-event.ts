import { z } from 'zod';

/** An event as it stands in the stream, as far as a local run looks at it. */
const StreamedEvent = z.object({
  event_id: z.string(),
  type: z.string(),
  device_id: z.string(),
  submission_id: z.string(),
  sequence: z.int(),
  details: z.record(z.string(), z.unknown()),
});
export type StreamedEvent = z.infer<typeof StreamedEvent>;

/** @param data of a record of the stream */
export const readStreamedEvent = (data: Uint8Array): StreamedEvent =>
  StreamedEvent.parse(JSON.parse(Buffer.from(data).toString()));
