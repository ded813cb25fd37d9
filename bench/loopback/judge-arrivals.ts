import { z } from 'zod';
import type { ArrivedRecord } from './aws-stub';

/** What a stream lacks of what it should hold. */
export interface Judgement {
  /** Events that it should hold. */
  readonly expected: number;
  /** Those of them that it does not. */
  readonly lost: number;
  /** Records of events that were there already. */
  readonly duplicates: number;
  /** Events that came first after a later one of their submission had. */
  readonly outOfOrder: number;
}

/** As much of an event as tells which one it is. */
const ArrivedEvent = z.object({ submission_id: z.string(), sequence: z.int().min(0) });

/**
 * @param expected how many events each submission has, by its id
 * @param arrived in the order in which they stand in their shards; a submission's records are in one shard
 */
export const judgeArrivals = (expected: ReadonlyMap<string, number>, arrived: readonly ArrivedRecord[]): Judgement => {
  const seen = new Map<string, Set<number>>();
  const latest = new Map<string, number>();
  let duplicates = 0;
  let outOfOrder = 0;
  for (const { data } of arrived) {
    const { submission_id, sequence } = ArrivedEvent.parse(JSON.parse(Buffer.from(data, 'base64').toString()));
    const sequences = seen.get(submission_id) ?? new Set();
    seen.set(submission_id, sequences);
    if (sequences.has(sequence)) {
      duplicates++;
      continue;
    }
    sequences.add(sequence);
    const before = latest.get(submission_id) ?? -1;
    if (sequence < before) outOfOrder++;
    latest.set(submission_id, Math.max(before, sequence));
  }
  let events = 0;
  let found = 0;
  for (const [submissionId, length] of expected) {
    events += length;
    for (const sequence of seen.get(submissionId) ?? []) if (sequence < length) found++;
  }
  return { expected: events, lost: events - found, duplicates, outOfOrder };
};
