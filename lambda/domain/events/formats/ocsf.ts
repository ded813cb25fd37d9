import type { EventFormat } from '../event-format';

/**
 * The Open Cybersecurity Schema Framework, version 1.8.0 (https://schema.ocsf.io/1.8.0). Each type of events says what
 * class it is and what attributes it has; this adds what all of them have.
 */
export const formatOcsf: EventFormat = (
  { eventId, deviceId, submissionId, sequence, timeCreated, body },
  timeProcessed,
) => {
  const { ofClass, profiles, attributes } = body.toOcsf(eventId);
  return {
    ...ofClass,
    type_uid: ofClass.class_uid * 100 + ofClass.activity_id,
    type_name: `${ofClass.class_name}: ${ofClass.activity_name}`,
    severity_id: 1,
    severity: 'Informational',
    time: toEpochMs(timeCreated) ?? timeProcessed.getTime(),
    metadata: {
      version: '1.8.0',
      product: { name: 'telemetry-mapping' },
      uid: eventId,
      correlation_uid: submissionId,
      sequence,
      original_time: timeCreated,
      processed_time: timeProcessed.getTime(),
      ...(profiles && { profiles }),
    },
    // Type 0 is Unknown: sensors do not tell what they run on.
    device: { uid: deviceId, type_id: 0 },
    ...attributes,
  };
};

const zone = /(?:Z|[+-]\d{2}:\d{2})$/;

/** Undefined for a local time without zone, since nothing tells where on the time line it is. */
const toEpochMs = (timeCreated: string): number | undefined =>
  zone.test(timeCreated) ? Date.parse(timeCreated) : undefined;
