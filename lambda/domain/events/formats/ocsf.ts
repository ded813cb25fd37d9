import { eventId, OfSubmission, sequence } from '../../../event-types/event-template';
import { deviceId, type EventFormat, submissionId, timeCreated } from './event-format';

/**
 * The Open Cybersecurity Schema Framework, version 1.8.0 (https://schema.ocsf.io/1.8.0). Each type of events says what
 * class it is and what attributes it has; this adds what all of them have.
 */
export const formatOcsf: EventFormat = ({ ocsf: { ofClass, profiles, attributes } }) => ({
  ...ofClass,
  type_uid: ofClass.class_uid * 100 + ofClass.activity_id,
  type_name: `${ofClass.class_name}: ${ofClass.activity_name}`,
  severity_id: 1,
  severity: 'Informational',
  time,
  metadata: {
    version: '1.8.0',
    product: { name: 'telemetry-mapping' },
    uid: eventId,
    correlation_uid: submissionId,
    sequence,
    original_time: timeCreated,
    processed_time: processedTime,
    ...(profiles && { profiles }),
  },
  // Type 0 is Unknown: sensors do not tell what they run on.
  device: { uid: deviceId, type_id: 0 },
  ...attributes,
});

const processedTime = new OfSubmission(({ timeProcessed }) => timeProcessed.epochMs);

const zone = /(?:Z|[+-]\d{2}:\d{2})$/;

/** A local time without zone does not tell where on the time line it is. */
const time = new OfSubmission(({ timeCreated, timeProcessed }) =>
  zone.test(timeCreated) ? Date.parse(timeCreated) : timeProcessed.epochMs,
);
