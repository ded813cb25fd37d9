import type { EventFormat } from '../event-format';

/** The event's own fields stand under `details`, apart from those that every event has. */
export const formatNested: EventFormat = (event, timeProcessed) => ({
  event_id: event.eventId,
  type: event.body.type,
  device_id: event.deviceId,
  submission_id: event.submissionId,
  sequence: event.sequence,
  time_created: event.timeCreated,
  time_processed: timeProcessed.toISOString(),
  details: event.body.details,
});
