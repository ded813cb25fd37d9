import { z } from 'zod';
import { DeviceId, DeviceTime, EventId, ProcessingTime, Sequence, SubmissionId } from '../event-types/event-fields';
import { publishedEventTypes } from '../event-types/published-event-types';

const common = {
  event_id: EventId,
  device_id: DeviceId,
  submission_id: SubmissionId,
  sequence: Sequence,
  time_created: ProcessingTime,
  device_time_created: DeviceTime,
};

/** An event of the stream in the format `flat`. */
export const FlatEvent = z.xor(
  Object.entries(publishedEventTypes).map(([type, { details }]) =>
    z.strictObject({ ...common, type: z.literal(type), ...details }),
  ),
);
