import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eventFormatNames } from '../../lambda/contract/event-format';
import { eventFormats } from '../../lambda/domain/events/formats/event-formats';
import { formatNested } from '../../lambda/domain/events/formats/nested';
import { createRecordEncoder, findOversizedEvent, recordSize } from '../../lambda/domain/events/stream-record';
import { submissionToEvents } from '../../lambda/domain/events/telemetry-event';
import { decodeSubmission } from '../../lambda/domain/intake/decode-submission';
import { aSubmission } from '../support/submissions';

const decode = (value: unknown) => {
  const decoded = decodeSubmission(JSON.stringify(value));
  if (!decoded.valid) throw new Error(JSON.stringify(decoded.rejection));
  return decoded.decoded;
};

test.each([
  ['submission_id', '7856881e-0461-4f9d-8693-3030b63798fa'],
  ['device_id', '3ceaaf30-8142-48ea-91d9-3080f9b439fc'],
] as const)('the partition key is the %s where that is chosen', (partitionKey, expected) => {
  const encode = createRecordEncoder(formatNested, partitionKey, new Date());
  expect(encode(submissionToEvents(decode(aSubmission())).at(0)).partitionKey).toBe(expected);
});

test('the first event whose record is too large is found, with its size, and no smaller one', () => {
  const encode = createRecordEncoder(formatNested, 'submission_id', new Date(0));
  const withCommandOf = (length: number) =>
    decode(aSubmission({ events: { new_process: [{ cmdl: 'x'.repeat(length), user: '' }] } }));
  const overhead = recordSize(encode(submissionToEvents(withCommandOf(0)).at(0)));
  const find = (length: number) => {
    const valid = withCommandOf(length);
    return findOversizedEvent(submissionToEvents(valid), encode, valid.json.byteLength);
  };
  expect(find(1_048_576 - overhead)).toBeUndefined();
  expect(find(1_048_577 - overhead)).toEqual({ sequence: 0, size: 1_048_577 });
});

test.each(eventFormatNames)("no %s event's record is larger than the submission's JSON text allows for", (format) => {
  // Long, so that what a format adds by itself does not hide what it repeats.
  const text = fc
    .tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(2_000))
    .map(([part, times]) => part.repeat(times));
  const longTime = fc.nat(20_000).map((digits) => `2026-11-22T14:09:37.${'0'.repeat(digits + 1)}`);
  fc.assert(
    fc.property(
      fc.array(fc.record({ cmdl: text, user: text }), { minLength: 1 }),
      longTime,
      (new_process, time_created) => {
        const valid = decode(aSubmission({ time_created, events: { new_process } }));
        const encode = createRecordEncoder(eventFormats[format], 'submission_id', new Date(0));
        const events = submissionToEvents(valid);
        for (let sequence = 0; sequence < events.length; sequence++) {
          expect(recordSize(encode(events.at(sequence)))).toBeLessThanOrEqual(2 * valid.json.byteLength + 8_192);
        }
      },
    ),
  );
});
