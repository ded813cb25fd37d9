import type { EventFormatName } from '../lambda/contract/event-format';
import { FlatEvent } from '../schemas/definitions/flat-event';
import { NestedEvent } from '../schemas/definitions/nested-event';
import { OcsfEvent } from '../schemas/definitions/ocsf-event';

/** An event of the stream, as far as a local run looks at it, whatever its format. */
export interface StreamedEvent {
  readonly eventId: string;
  /** What the format calls it. */
  readonly type: string;
  readonly deviceId: string;
  readonly submissionId: string;
  readonly sequence: number;
  /** What is particular to the event, to be shown. */
  readonly details: readonly string[];
}

/** @param data of a record of the stream; throws where it is not as the format's published schema says */
export type StreamedEventReader = (data: Uint8Array) => StreamedEvent;

const toJson = (data: Uint8Array): unknown => JSON.parse(Buffer.from(data).toString());

const readNested: StreamedEventReader = (data) => {
  const event = NestedEvent.parse(toJson(data));
  return {
    eventId: event.event_id,
    type: event.type,
    deviceId: event.device_id,
    submissionId: event.submission_id,
    sequence: event.sequence,
    details: Object.values(event.details).map(String),
  };
};

const readFlat: StreamedEventReader = (data) => {
  const event = FlatEvent.parse(toJson(data));
  return {
    eventId: event.event_id,
    type: event.type,
    deviceId: event.device_id,
    submissionId: event.submission_id,
    sequence: event.sequence,
    details:
      event.type === 'new_process'
        ? [event.cmdl, event.user]
        : [event.source_ip, event.destination_ip, String(event.destination_port)],
  };
};

const readOcsf: StreamedEventReader = (data) => {
  const event = OcsfEvent.parse(toJson(data));
  return {
    eventId: event.metadata.uid,
    type: event.class_name,
    deviceId: event.device.uid,
    submissionId: event.metadata.correlation_uid,
    sequence: event.metadata.sequence,
    details:
      event.class_uid === 1007
        ? [event.process.cmd_line, event.process.user.name]
        : [event.src_endpoint.ip, event.dst_endpoint.ip, String(event.dst_endpoint.port)],
  };
};

export const streamedEventReaders: Readonly<Record<EventFormatName, StreamedEventReader>> = {
  nested: readNested,
  flat: readFlat,
  ocsf: readOcsf,
};
