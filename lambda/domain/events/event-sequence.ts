import type { SubmissionFields } from '../../event-types/event-template';
import type { JsonObject } from '../../event-types/event-type';
import { type EventType, eventTypes } from '../../event-types/event-types';
import type { ValidSubmission } from '../intake/decode-submission';
import { eventIdPrefix } from './event-ids';

/** Events of one type that follow each other. */
export interface EventRun {
  readonly type: EventType;
  /** At least one; of each, the fields of the type, and no others. */
  readonly details: readonly JsonObject[];
}

/** A submission's events, in the order of their sequence: by type, in the order of the types, and each list in its own order. */
export interface EventSequence extends Omit<SubmissionFields, 'timeProcessed'>, Pick<ValidSubmission, 'isPlain'> {
  /** What the ids of the events start with. */
  readonly eventIdPrefix: string;
  readonly length: number;
  readonly runs: readonly EventRun[];
}

export const submissionToEvents = ({ submission, json, isPlain }: ValidSubmission): EventSequence => {
  const runs: EventRun[] = [];
  let length = 0;
  for (const type of eventTypes) {
    const details = submission.events[type.name];
    if (!details || details.length === 0) continue;
    runs.push({ type, details });
    length += details.length;
  }
  return {
    submissionId: submission.submission_id,
    deviceId: submission.device_id,
    timeCreated: submission.time_created,
    eventIdPrefix: eventIdPrefix(json),
    isPlain,
    length,
    runs,
  };
};

/** By the name of the type; every type has a count. */
export type EventCounts = Readonly<Record<string, number>>;

export const countByType = ({ runs }: EventSequence): EventCounts => {
  const counts: Record<string, number> = {};
  for (const { name } of eventTypes) counts[name] = 0;
  for (const { type, details } of runs) counts[type.name] = details.length;
  return counts;
};
