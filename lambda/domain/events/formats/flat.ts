import { eventId, sequence } from '../../../event-types/event-template';
import { deviceId, type EventFormat, submissionId, timeCreated, timeProcessed } from './event-format';

/**
 * One level, for consumers that query columns. `time_created` is the time of processing here: a column to sort and
 * partition by has to be in one zone, which the device's time is not.
 */
export const formatFlat: EventFormat = ({ name, details }) => ({
  type: name,
  event_id: eventId,
  device_id: deviceId,
  submission_id: submissionId,
  sequence,
  time_created: timeProcessed,
  device_time_created: timeCreated,
  ...details,
});
