import * as z from 'zod/mini';
import { defineEventType } from './event-type';

/** A connection that a device opened. */
export const networkConnection = defineEventType({
  name: 'network_connection',
  fields: z.object({
    source_ip: z.ipv4(),
    destination_ip: z.ipv4(),
    destination_port: z.int().check(z.minimum(0), z.maximum(65_535)),
  }),
  example: { source_ip: '192.168.0.2', destination_ip: '142.250.74.110', destination_port: 443 },
  metric: { name: 'NetworkConnectionEvents', label: 'Network connection' },
  ocsf: {
    // https://schema.ocsf.io/1.8.0/classes/network_activity
    ofClass: {
      class_uid: 4001,
      class_name: 'Network Activity',
      category_uid: 4,
      category_name: 'Network Activity',
      activity_id: 1,
      activity_name: 'Open',
    },
    // This class has a device only by the profile.
    profiles: ['host'],
    attributes: (field) => ({
      src_endpoint: { ip: field('source_ip') },
      dst_endpoint: { ip: field('destination_ip'), port: field('destination_port') },
    }),
  },
  line: (connection) => `${connection.source_ip} -> ${connection.destination_ip}:${connection.destination_port}`,
});
