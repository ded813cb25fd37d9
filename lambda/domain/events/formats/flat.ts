import type { EventFormat } from '../event-format';

/**
 * One level, for consumers that query columns. `time_created` is the time of processing here: a column to sort and
 * partition by has to be in one zone, which the device's time is not.
 */
export const formatFlat: EventFormat = (event, timeProcessed) => ({
  type: event.body.type,
  event_id: event.eventId,
  device_id: event.deviceId,
  submission_id: event.submissionId,
  sequence: event.sequence,
  time_created: timeProcessed.toISOString(),
  device_time_created: event.timeCreated,
  ...event.body.details,
});
