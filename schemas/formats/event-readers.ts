import { z } from 'zod';
import type { EventFormatName } from '../../lambda/contract/event-format';
import type { JsonObject } from '../../lambda/event-types/event-type';
import { publishedEventTypes } from '../event-types/published-event-types';
import { FlatEvent } from './flat-event';
import { NestedEvent } from './nested-event';
import { OcsfEvent } from './ocsf-event';

/** An event of the stream, the same whatever its format. */
export interface PublishedEvent {
  readonly eventId: string;
  readonly type: string;
  readonly deviceId: string;
  readonly submissionId: string;
  readonly sequence: number;
  /** The device's time, as submitted. */
  readonly timeCreated: string;
  /** What is particular to its type, under the names that sensors give it. */
  readonly details: JsonObject;
}

/** @param data of a record of the stream; throws where it is not as the format's schema says */
export type EventReader = (data: Uint8Array) => PublishedEvent;

const toJson = (data: Uint8Array): unknown => JSON.parse(Buffer.from(data).toString());

const readNested: EventReader = (data) => {
  const event = NestedEvent.parse(toJson(data));
  return {
    eventId: event.event_id,
    type: event.type,
    deviceId: event.device_id,
    submissionId: event.submission_id,
    sequence: event.sequence,
    timeCreated: event.time_created,
    details: event.details,
  };
};

const readFlat: EventReader = (data) => {
  const {
    event_id,
    type,
    device_id,
    submission_id,
    sequence,
    time_created: _,
    device_time_created,
    ...details
  } = FlatEvent.parse(toJson(data));
  return {
    eventId: event_id,
    type,
    deviceId: device_id,
    submissionId: submission_id,
    sequence,
    timeCreated: device_time_created,
    details,
  };
};

const readOcsf: EventReader = (data) => {
  const event = OcsfEvent.parse(toJson(data));
  const [type, { ocsf }] = typeOfOcsf(event);
  return {
    eventId: event.metadata.uid,
    type,
    deviceId: event.device.uid,
    submissionId: event.metadata.correlation_uid,
    sequence: event.metadata.sequence,
    timeCreated: event.metadata.original_time,
    details: ocsf.readDetails(event),
  };
};

const OfType = z.object({ type_uid: z.int() });

const typeOfOcsf = (event: unknown) => {
  const { type_uid } = OfType.parse(event);
  const found = Object.entries(publishedEventTypes).find(([, { ocsf }]) => ocsf.constants.type_uid === type_uid);
  if (!found) throw new Error(`No type of events has the type_uid ${type_uid}.`);
  return found;
};

export const eventReaders: Readonly<Record<EventFormatName, EventReader>> = {
  nested: readNested,
  flat: readFlat,
  ocsf: readOcsf,
};
