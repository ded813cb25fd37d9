import { z } from 'zod';
import {
  CommandLine,
  DestinationIp,
  DestinationPort,
  DeviceId,
  DeviceTime,
  EventId,
  ProcessingTime,
  Sequence,
  SourceIp,
  SubmissionId,
  UserName,
} from './event-fields';

const common = {
  event_id: EventId,
  device_id: DeviceId,
  submission_id: SubmissionId,
  sequence: Sequence,
  time_created: DeviceTime,
  time_processed: ProcessingTime,
};

/** An event of the stream in the format `nested`. */
export const NestedEvent = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('new_process'),
    details: z.strictObject({ cmdl: CommandLine, user: UserName }),
  }),
  z.strictObject({
    ...common,
    type: z.literal('network_connection'),
    details: z.strictObject({
      source_ip: SourceIp,
      destination_ip: DestinationIp,
      destination_port: DestinationPort,
    }),
  }),
]);
