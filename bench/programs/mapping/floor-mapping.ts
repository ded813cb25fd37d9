import type { EventFormatName } from '../../../lambda/contract/event-format';
import type { BatchMapping } from './batch-mapping';

/** A submission, believed to be one. */
interface Believed {
  readonly submission_id: string;
  readonly device_id: string;
  readonly time_created: string;
  readonly events: {
    readonly new_process: readonly { readonly cmdl: string; readonly user: string }[];
    readonly network_connection: readonly {
      readonly source_ip: string;
      readonly destination_ip: string;
      readonly destination_port: number;
    }[];
  };
}
type Process = Believed['events']['new_process'][number];
type Connection = Believed['events']['network_connection'][number];

/** The shapes of a format, as literals. */
interface Shapes {
  readonly process: (submission: Believed, sequence: number, process: Process) => unknown;
  readonly connection: (submission: Believed, sequence: number, connection: Connection) => unknown;
}

const EVENT_ID = 'cfb898db-6f58-8aaf-bcad-67fd6b000000';
const TIME_PROCESSED = '2026-11-23T08:00:00.000Z';
const EPOCH_MS = Date.parse(TIME_PROCESSED);

/** Written out, since to spread one object into another costs more than all else of it. */
const shapes: Readonly<Record<EventFormatName, Shapes>> = {
  nested: {
    process: (submission, sequence, { cmdl, user }) => ({
      event_id: EVENT_ID,
      type: 'new_process',
      device_id: submission.device_id,
      submission_id: submission.submission_id,
      sequence,
      time_created: submission.time_created,
      time_processed: TIME_PROCESSED,
      details: { cmdl, user },
    }),
    connection: (submission, sequence, { source_ip, destination_ip, destination_port }) => ({
      event_id: EVENT_ID,
      type: 'network_connection',
      device_id: submission.device_id,
      submission_id: submission.submission_id,
      sequence,
      time_created: submission.time_created,
      time_processed: TIME_PROCESSED,
      details: { source_ip, destination_ip, destination_port },
    }),
  },
  flat: {
    process: (submission, sequence, { cmdl, user }) => ({
      type: 'new_process',
      event_id: EVENT_ID,
      device_id: submission.device_id,
      submission_id: submission.submission_id,
      sequence,
      time_created: TIME_PROCESSED,
      device_time_created: submission.time_created,
      cmdl,
      user,
    }),
    connection: (submission, sequence, { source_ip, destination_ip, destination_port }) => ({
      type: 'network_connection',
      event_id: EVENT_ID,
      device_id: submission.device_id,
      submission_id: submission.submission_id,
      sequence,
      time_created: TIME_PROCESSED,
      device_time_created: submission.time_created,
      source_ip,
      destination_ip,
      destination_port,
    }),
  },
  ocsf: {
    process: (submission, sequence, { cmdl, user }) => ({
      class_uid: 1007,
      class_name: 'Process Activity',
      category_uid: 1,
      category_name: 'System Activity',
      activity_id: 1,
      activity_name: 'Launch',
      type_uid: 100701,
      type_name: 'Process Activity: Launch',
      severity_id: 1,
      severity: 'Informational',
      time: EPOCH_MS,
      metadata: {
        version: '1.8.0',
        product: { name: 'telemetry-mapping' },
        uid: EVENT_ID,
        correlation_uid: submission.submission_id,
        sequence,
        original_time: submission.time_created,
        processed_time: EPOCH_MS,
      },
      device: { uid: submission.device_id, type_id: 0 },
      actor: { user: { name: user } },
      process: { uid: EVENT_ID, cmd_line: cmdl, user: { name: user } },
    }),
    connection: (submission, sequence, { source_ip, destination_ip, destination_port }) => ({
      class_uid: 4001,
      class_name: 'Network Activity',
      category_uid: 4,
      category_name: 'Network Activity',
      activity_id: 1,
      activity_name: 'Open',
      type_uid: 400101,
      type_name: 'Network Activity: Open',
      severity_id: 1,
      severity: 'Informational',
      time: EPOCH_MS,
      metadata: {
        version: '1.8.0',
        product: { name: 'telemetry-mapping' },
        uid: EVENT_ID,
        correlation_uid: submission.submission_id,
        sequence,
        original_time: submission.time_created,
        processed_time: EPOCH_MS,
        profiles: ['host'],
      },
      device: { uid: submission.device_id, type_id: 0 },
      src_endpoint: { ip: source_ip },
      dst_endpoint: { ip: destination_ip, port: destination_port },
    }),
  },
};

/** The least that anybody could do: nothing is validated, and all ids are the same. */
export const createFloorMapping = (format: EventFormatName): BatchMapping => {
  const { process, connection } = shapes[format];
  return (bodies) => {
    let records = 0;
    let bytes = 0;
    const take = (event: unknown): void => {
      records++;
      bytes += Buffer.from(JSON.stringify(event)).byteLength;
    };
    for (const body of bodies) {
      const text = body.startsWith('{') ? body : Buffer.from(body, 'base64').toString();
      const submission: Believed = JSON.parse(text);
      let sequence = 0;
      for (const one of submission.events.new_process) take(process(submission, sequence++, one));
      for (const one of submission.events.network_connection) take(connection(submission, sequence++, one));
    }
    return { records, bytes };
  };
};
