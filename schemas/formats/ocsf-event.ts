import { z } from 'zod';
import { DeviceId, DeviceTime, EventId, Sequence, SubmissionId } from '../event-types/event-fields';
import { publishedEventTypes } from '../event-types/published-event-types';

/** OCSF's timestamp_t: epoch milliseconds. Negative for a device whose clock is before 1970. */
const Timestamp = z.int();

const metadata = {
  version: z.literal('1.8.0'),
  product: z.strictObject({ name: z.literal('telemetry-mapping') }),
  uid: EventId,
  correlation_uid: SubmissionId,
  sequence: Sequence,
  original_time: DeviceTime,
  processed_time: Timestamp.describe('Epoch milliseconds at which the event was mapped.'),
};

const common = {
  severity_id: z.literal(1),
  severity: z.literal('Informational'),
  time: Timestamp.describe("Epoch milliseconds: the device's own time where it has a zone, else processed_time."),
  device: z.strictObject({ uid: DeviceId, type_id: z.literal(0) }),
};

/** An event of the stream in the format `ocsf`: the part of OCSF's classes that is used. */
export const OcsfEvent = z.xor(
  Object.values(publishedEventTypes).map(({ ocsf: { constants, profile, attributes } }) =>
    z.strictObject({
      ...common,
      ...Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, z.literal(value)])),
      metadata: z.strictObject({
        ...metadata,
        ...(profile !== undefined && { profiles: z.array(z.literal(profile)).length(1) }),
      }),
      ...attributes,
    }),
  ),
);
