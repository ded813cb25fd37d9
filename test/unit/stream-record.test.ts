import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type EventFormatName, eventFormatNames } from '../../lambda/contract/event-format';
import { submissionToEvents } from '../../lambda/domain/events/event-sequence';
import { findOversizedEvent } from '../../lambda/domain/events/stream-record';
import { Submission } from '../../lambda/domain/intake/submission';
import { anEncoder, recordsOf } from '../support/records';
import { aSubmission } from '../support/submissions';

/** Of any size: larger ones than a message holds, too. */
const decode = (value: unknown) => ({
  submission: Submission.parse(value),
  json: Buffer.from(JSON.stringify(value)),
  isPlain: false,
});

const findOversized = (valid: ReturnType<typeof decode>, format: EventFormatName) => {
  const events = submissionToEvents(valid);
  return findOversizedEvent(events, anEncoder(format)(events), valid.json.byteLength);
};

test.each([
  ['submission_id', '7856881e-0461-4f9d-8693-3030b63798fa'],
  ['device_id', '3ceaaf30-8142-48ea-91d9-3080f9b439fc'],
] as const)('the partition key is the %s where that is chosen', (partitionKey, expected) => {
  expect(recordsOf(decode(aSubmission()), 'nested', partitionKey)[0]?.partitionKey).toBe(expected);
});

test('the first event whose record is too large is found, with its size, and no smaller one', () => {
  const withCommandOf = (length: number) =>
    decode(aSubmission({ events: { new_process: [{ cmdl: 'x'.repeat(length), user: '' }] } }));
  const overhead = recordsOf(withCommandOf(0), 'nested')[0]?.size ?? 0;
  const find = (length: number) => findOversized(withCommandOf(length), 'nested');
  expect(find(1_048_576 - overhead)).toBeUndefined();
  expect(find(1_048_577 - overhead)).toEqual({ sequence: 0, size: 1_048_577 });
});

test.each(eventFormatNames)(
  'an event of the format %s that is too large is found, whatever its text is made of',
  (format) => {
    const unit = fc.constantFrom('x', '\u0000', '"', 'é', '命', '\u{1f980}', '\ud800');
    fc.assert(
      fc.property(unit, fc.integer({ min: 160_000, max: 1_100_000 }), (character, bytes) => {
        const cmdl = character.repeat(bytes / Buffer.byteLength(JSON.stringify(character).slice(1, -1)));
        const valid = decode(aSubmission({ events: { new_process: [{ cmdl, user: character.repeat(1_024) }] } }));
        const size = recordsOf(valid, format)[0]?.size ?? 0;
        expect(findOversized(valid, format)).toEqual(size > 1_048_576 ? { sequence: 0, size } : undefined);
      }),
      { numRuns: 50 },
    );
  },
);

test.each(eventFormatNames)("no %s event's record is larger than the submission's JSON text allows for", (format) => {
  // Long, so that what a format adds by itself does not hide what it repeats.
  const text = fc
    .tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(2_000))
    .map(([part, times]) => part.repeat(times));
  const name = fc.string({ unit: 'binary', maxLength: 1_024 });
  fc.assert(
    fc.property(fc.array(fc.record({ cmdl: text, user: name }), { minLength: 1, maxLength: 3 }), (new_process) => {
      const valid = decode(aSubmission({ events: { new_process } }));
      for (const { size } of recordsOf(valid, format)) {
        expect(size).toBeLessThanOrEqual(2 * valid.json.byteLength + 8_192);
      }
    }),
  );
});
