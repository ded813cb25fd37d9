import type { EventBody, EventList } from '../../event-types/event-type';
import { eventTypes } from '../../event-types/event-types';
import type { ValidSubmission } from '../intake/decode-submission';
import { eventIdsOf } from './event-ids';

/** One event of a submission, before it is given the shape that the stream's consumers read. */
export interface TelemetryEvent {
  readonly eventId: string;
  readonly deviceId: string;
  readonly submissionId: string;
  /** 0-based position in the whole submission. */
  readonly sequence: number;
  /** As submitted. */
  readonly timeCreated: string;
  readonly body: EventBody;
}

/** A submission's events by sequence: by type, in the order of the types, and each list in its own order. */
export interface EventSequence {
  readonly submissionId: string;
  readonly deviceId: string;
  readonly length: number;
  /** How many there are of each type. */
  readonly counts: EventCounts;
  /** @param sequence from 0 to length - 1 */
  at(sequence: number): TelemetryEvent;
}

/** By the name of the type; every type has a count. */
export type EventCounts = Readonly<Record<string, number>>;

/** Events are made one at a time when they are asked for: a full batch may hold hundreds of thousands of them. */
export const submissionToEvents = ({ submission, json }: ValidSubmission): EventSequence => {
  const lists: EventList[] = [];
  const counts: Record<string, number> = {};
  let length = 0;
  for (const { name } of eventTypes) {
    const list = submission.events[name];
    if (list) lists.push(list);
    counts[name] = list?.length ?? 0;
    length += counts[name];
  }
  const eventId = eventIdsOf(json);

  const bodyAt = (sequence: number): EventBody => {
    let position = sequence;
    for (const list of lists) {
      const body = list.at(position);
      if (body) return body;
      position -= list.length;
    }
    throw new RangeError(`The submission has ${length} events, so none at sequence ${sequence}.`);
  };

  return {
    submissionId: submission.submission_id,
    deviceId: submission.device_id,
    length,
    counts,
    at: (sequence) => ({
      eventId: eventId(sequence),
      deviceId: submission.device_id,
      submissionId: submission.submission_id,
      sequence,
      timeCreated: submission.time_created,
      body: bodyAt(sequence),
    }),
  };
};
