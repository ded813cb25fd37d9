import { z } from 'zod';

/** A submission as a test sends it. */
export interface SentSubmission {
  readonly body: string;
  readonly submissionId: string;
  /** The details of its events in order; undefined for an invalid one. */
  readonly details: readonly unknown[] | undefined;
}

/** What is left after a run. */
export interface Remains {
  /** The data of the stream's records, each shard's in its order. */
  readonly stream: readonly string[];
  /** The bodies that the queues hold. */
  readonly diagnostic: readonly string[];
  readonly deadLetter: readonly string[];
}

/** What a run came to; all counts are of submissions unless said otherwise. */
export interface Verdict {
  readonly submissions: number;
  /** Distinct ones in the stream. */
  readonly events: number;
  /** Valid, but neither whole in the stream nor in the dead-letter queue. */
  readonly lost: number;
  /** An event came before one that precedes it. */
  readonly outOfOrder: number;
  /** An event id came with other content, or an event with another id. */
  readonly conflicting: number;
  /** Invalid, but an event is in the stream, or the body is not in the diagnostic queue. */
  readonly mishandled: number;
  /** Valid, but in the diagnostic queue. */
  readonly wronglyRejected: number;
  readonly deadLettered: number;
  /** Records that repeat an event. */
  readonly duplicates: number;
  /** Records a distinct event. */
  readonly amplification: number;
}

const StreamedEvent = z.object({
  event_id: z.string(),
  submission_id: z.string(),
  sequence: z.int(),
  details: z.unknown(),
});

/** Judges a run by what it left, knowing nothing of how the project works. */
export const judge = (sent: readonly SentSubmission[], { stream, diagnostic, deadLetter }: Remains): Verdict => {
  const events = stream.map((data) => StreamedEvent.parse(JSON.parse(data)));
  const bySubmission = Map.groupBy(events, ({ submission_id }) => submission_id);
  const diagnosed = new Set(diagnostic);
  const dead = new Set(deadLetter);
  const counts = { lost: 0, outOfOrder: 0, conflicting: 0, mishandled: 0, wronglyRejected: 0, deadLettered: 0 };

  for (const { body, submissionId, details } of sent) {
    const came = bySubmission.get(submissionId) ?? [];
    if (dead.has(body)) counts.deadLettered++;
    if (details === undefined) {
      if (came.length > 0 || (!diagnosed.has(body) && !dead.has(body))) counts.mishandled++;
      continue;
    }
    if (diagnosed.has(body)) counts.wronglyRejected++;
    const first = [...new Map(came.toReversed().map((event) => [event.event_id, event])).values()].toReversed();
    const firstSequences = [...new Set(came.map(({ sequence }) => sequence))];
    if (firstSequences.length < details.length && !dead.has(body)) counts.lost++;
    if (firstSequences.some((sequence, index) => sequence !== index)) counts.outOfOrder++;
    const content = new Set(came.map((event) => JSON.stringify([event.event_id, event.sequence, event.details])));
    const right = first.every((event) => JSON.stringify(event.details) === JSON.stringify(details[event.sequence]));
    if (content.size !== firstSequences.length || !right) counts.conflicting++;
  }

  const distinct = new Set(events.map(({ event_id }) => event_id)).size;
  return {
    submissions: sent.length,
    events: distinct,
    ...counts,
    duplicates: events.length - distinct,
    amplification: distinct === 0 ? 1 : events.length / distinct,
  };
};
