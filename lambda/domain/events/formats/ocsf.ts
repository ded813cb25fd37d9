import type { NetworkConnection, NewProcess } from '../../intake/submission';
import type { TelemetryEvent } from '../telemetry-event';
import type { EventFormat } from './event-format';

/**
 * The Open Cybersecurity Schema Framework, version 1.8.0: a process start is a Process Activity, a connection a
 * Network Activity. A class forbids attributes that it does not define.
 * https://schema.ocsf.io/1.8.0/classes/process_activity, https://schema.ocsf.io/1.8.0/classes/network_activity
 */
export const formatOcsf: EventFormat = (event, timeProcessed) =>
  event.type === 'new_process'
    ? processActivity(event, event.details, timeProcessed)
    : networkActivity(event, event.details, timeProcessed);

const processActivity = (event: TelemetryEvent, { cmdl, user }: NewProcess, timeProcessed: Date) => ({
  class_uid: 1007,
  class_name: 'Process Activity',
  category_uid: 1,
  category_name: 'System Activity',
  activity_id: 1,
  activity_name: 'Launch',
  type_uid: 100701,
  type_name: 'Process Activity: Launch',
  ...informational,
  time: toEpochMs(event.timeCreated) ?? timeProcessed.getTime(),
  metadata: metadataOf(event, timeProcessed),
  device: deviceOf(event),
  actor: { user: { name: user } },
  // A process must have a pid, uid or cpid. Sensors send none, but each event starts a process of its own.
  process: { uid: event.eventId, cmd_line: cmdl, user: { name: user } },
});

const networkActivity = (event: TelemetryEvent, connection: NetworkConnection, timeProcessed: Date) => ({
  class_uid: 4001,
  class_name: 'Network Activity',
  category_uid: 4,
  category_name: 'Network Activity',
  activity_id: 1,
  activity_name: 'Open',
  type_uid: 400101,
  type_name: 'Network Activity: Open',
  ...informational,
  time: toEpochMs(event.timeCreated) ?? timeProcessed.getTime(),
  // This class has a device only by the profile.
  metadata: { ...metadataOf(event, timeProcessed), profiles: ['host'] },
  device: deviceOf(event),
  src_endpoint: { ip: connection.source_ip },
  dst_endpoint: { ip: connection.destination_ip, port: connection.destination_port },
});

const informational = { severity_id: 1, severity: 'Informational' };

const metadataOf = (event: TelemetryEvent, timeProcessed: Date) => ({
  version: '1.8.0',
  product: { name: 'telemetry-mapping' },
  uid: event.eventId,
  correlation_uid: event.submissionId,
  sequence: event.sequence,
  original_time: event.timeCreated,
  processed_time: timeProcessed.getTime(),
});

/** Type 0 is Unknown: sensors do not tell what they run on. */
const deviceOf = ({ deviceId }: TelemetryEvent) => ({ uid: deviceId, type_id: 0 });

const zone = /(?:Z|[+-]\d{2}:\d{2})$/;

/** Undefined for a local time without zone, since nothing tells where on the time line it is. */
const toEpochMs = (timeCreated: string): number | undefined =>
  zone.test(timeCreated) ? Date.parse(timeCreated) : undefined;
