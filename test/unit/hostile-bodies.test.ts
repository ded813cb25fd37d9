import { describe, expect, test } from '@jest/globals';
import { countWork } from '../../bench/harness/count-work';
import { submissionToEvents } from '../../lambda/domain/events/event-sequence';
import { findOversizedEvent, type StreamRecord } from '../../lambda/domain/events/stream-record';
import { LARGEST_BODY_BYTES } from '../../lambda/domain/intake/decode-body';
import { decodeSubmission } from '../../lambda/domain/intake/decode-submission';
import { expect as expectOf } from '../../local/run/verification/oracle';
import { hostileBodies } from '../support/hostile-bodies';
import { anEncoder } from '../support/records';

/** How often the function may go over a body, in one way or another. */
const PASSES = 5;
/** What even the smallest body may take. */
const BASE_WORK = 1_000;

/** All that is done with a body before the first of its events is put, or it is rejected. */
const take = (body: string) => {
  const records: StreamRecord[] = [];
  const { result, work } = countWork(() => {
    const decoded = decodeSubmission(body);
    if (decoded.valid) {
      const events = submissionToEvents(decoded.decoded);
      const recordAt = anEncoder('ocsf')(events);
      const countedRecordAt: typeof recordAt = (sequence) => {
        const record = recordAt(sequence);
        records.push(record);
        return record;
      };
      findOversizedEvent(events, countedRecordAt, decoded.decoded.json.byteLength);
    }
    return decoded;
  });
  const { issues, ...passes } = work;
  return { result, issues, records, total: Object.values(passes).reduce((sum, count) => sum + count, 0) };
};

const halves = new Map(hostileBodies(LARGEST_BODY_BYTES / 2).map(({ name, body }) => [name, body]));

describe.each(hostileBodies())('$name', ({ name, body, valid }) => {
  const half = halves.get(name) ?? '';

  test('ends with the right decision, in few and short words, and the oracle agrees', () => {
    // In base64 too, as sensors send it, where that is the same text.
    const isText = half.trimStart().startsWith('{') && half.isWellFormed();
    for (const sent of isText ? [half, Buffer.from(half).toString('base64')] : [half]) {
      const decoded = decodeSubmission(sent);
      expect(decoded.valid).toBe(valid);
      expect(expectOf(sent).events !== undefined).toBe(valid);
      const reasons = decoded.valid ? [] : decoded.rejection.reasons;
      expect(reasons.length).toBeLessThanOrEqual(6);
      for (const { path, message } of reasons) expect(path.length + message.length).toBeLessThanOrEqual(300);
    }
  });

  test('takes work in proportion to its size', () => {
    const { result, issues, records, total } = take(body);
    expect(result.valid).toBe(valid);
    expect(total).toBeLessThanOrEqual(PASSES * Buffer.byteLength(body) + BASE_WORK);
    expect(total).toBeLessThanOrEqual(2.1 * take(half).total + BASE_WORK);
    // Where validation stops: a fault is noted again at each level of the schema.
    expect(issues).toBeLessThanOrEqual(50);
    expect(records.length).toBeLessThanOrEqual(12);
    const bytes = records.reduce((sum, { data }) => sum + Buffer.byteLength(data), 0);
    expect(bytes).toBeLessThanOrEqual(2 * Buffer.byteLength(body) + records.length * 8_192);
  });
});
