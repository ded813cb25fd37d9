import { z } from 'zod';
import { DeviceId, DeviceTime, EventId, ProcessingTime, Sequence, SubmissionId } from '../event-types/event-fields';
import { publishedEventTypes } from '../event-types/published-event-types';

const common = {
  event_id: EventId,
  device_id: DeviceId,
  submission_id: SubmissionId,
  sequence: Sequence,
  time_created: DeviceTime,
  time_processed: ProcessingTime,
};

/** An event of the stream in the format `nested`. */
export const NestedEvent = z.xor(
  Object.entries(publishedEventTypes).map(([type, { details }]) =>
    z.strictObject({ ...common, type: z.literal(type), details: z.strictObject(details) }),
  ),
);
