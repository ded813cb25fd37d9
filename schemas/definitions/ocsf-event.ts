import { z } from 'zod';
import {
  CommandLine,
  DestinationIp,
  DestinationPort,
  DeviceId,
  DeviceTime,
  EventId,
  Sequence,
  SourceIp,
  SubmissionId,
  UserName,
} from './event-fields';

/** OCSF's timestamp_t: epoch milliseconds. Negative for a device whose clock is before 1970. */
const Timestamp = z.int();

const User = z.strictObject({ name: UserName });

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

const ProcessActivity = z.strictObject({
  ...common,
  class_uid: z.literal(1007),
  class_name: z.literal('Process Activity'),
  category_uid: z.literal(1),
  category_name: z.literal('System Activity'),
  activity_id: z.literal(1),
  activity_name: z.literal('Launch'),
  type_uid: z.literal(100701),
  type_name: z.literal('Process Activity: Launch'),
  metadata: z.strictObject(metadata),
  actor: z.strictObject({ user: User }),
  process: z.strictObject({ uid: EventId.describe('The same as metadata.uid.'), cmd_line: CommandLine, user: User }),
});

const NetworkActivity = z.strictObject({
  ...common,
  class_uid: z.literal(4001),
  class_name: z.literal('Network Activity'),
  category_uid: z.literal(4),
  category_name: z.literal('Network Activity'),
  activity_id: z.literal(1),
  activity_name: z.literal('Open'),
  type_uid: z.literal(400101),
  type_name: z.literal('Network Activity: Open'),
  metadata: z.strictObject({ ...metadata, profiles: z.array(z.literal('host')).length(1) }),
  src_endpoint: z.strictObject({ ip: SourceIp }),
  dst_endpoint: z.strictObject({ ip: DestinationIp, port: DestinationPort }),
});

/** An event of the stream in the format `ocsf`: the part of OCSF's classes that is used. */
export const OcsfEvent = z.discriminatedUnion('class_uid', [ProcessActivity, NetworkActivity]);
