import { z } from 'zod';
import { promiseEventType } from './published-event-type';

const SourceIp = z.ipv4().describe('IPv4 address that the connection comes from.');
const DestinationIp = z.ipv4().describe('IPv4 address that the connection goes to.');
const DestinationPort = z.int().min(0).max(65_535).describe('Port that the connection goes to.');

/** What consumers were promised of a connection. */
export const networkConnection = promiseEventType({
  details: { source_ip: SourceIp, destination_ip: DestinationIp, destination_port: DestinationPort },
  ocsf: {
    constants: {
      class_uid: 4001,
      class_name: 'Network Activity',
      category_uid: 4,
      category_name: 'Network Activity',
      activity_id: 1,
      activity_name: 'Open',
      type_uid: 400101,
      type_name: 'Network Activity: Open',
    },
    profile: 'host',
    attributes: {
      src_endpoint: z.strictObject({ ip: SourceIp }),
      dst_endpoint: z.strictObject({ ip: DestinationIp, port: DestinationPort }),
    },
    toDetails: ({ src_endpoint, dst_endpoint }) => ({
      source_ip: src_endpoint.ip,
      destination_ip: dst_endpoint.ip,
      destination_port: dst_endpoint.port,
    }),
  },
});
