import { eventId, sequence } from '../../../event-types/event-template';
import { deviceId, type EventFormat, submissionId, timeCreated, timeProcessed } from './event-format';

/** The event's own fields stand under `details`, apart from those that every event has. */
export const formatNested: EventFormat = ({ name, details }) => ({
  event_id: eventId,
  type: name,
  device_id: deviceId,
  submission_id: submissionId,
  sequence,
  time_created: timeCreated,
  time_processed: timeProcessed,
  details,
});
