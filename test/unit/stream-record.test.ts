import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eventFormatNames } from '../../lambda/contract/event-format';
import { eventFormats } from '../../lambda/domain/events/formats/event-formats';
import { formatNested } from '../../lambda/domain/events/formats/nested';
import { createRecordEncoder, findOversizedEvent, recordSize } from '../../lambda/domain/events/stream-record';
import { submissionToEvents } from '../../lambda/domain/events/telemetry-event';
import { Submission } from '../../lambda/domain/intake/submission';
import { aSubmission } from '../support/submissions';

/** Of any size: larger ones than a message holds, too. */
const decode = (value: unknown) => ({
  submission: Submission.parse(value),
  json: Buffer.from(JSON.stringify(value)),
});

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

test.each(eventFormatNames)(
  'an event of the format %s that is too large is found, whatever its text is made of',
  (format) => {
    const unit = fc.constantFrom('x', '\u0000', '"', 'é', '命', '\u{1f980}', '\ud800');
    fc.assert(
      fc.property(unit, fc.integer({ min: 160_000, max: 1_100_000 }), (character, bytes) => {
        const cmdl = character.repeat(bytes / Buffer.byteLength(JSON.stringify(character).slice(1, -1)));
        const valid = decode(aSubmission({ events: { new_process: [{ cmdl, user: character.repeat(1_024) }] } }));
        const events = submissionToEvents(valid);
        const encode = createRecordEncoder(eventFormats[format], 'submission_id', new Date(0));
        const size = recordSize(encode(events.at(0)));
        const found = findOversizedEvent(events, encode, valid.json.byteLength);
        expect(found).toEqual(size > 1_048_576 ? { sequence: 0, size } : undefined);
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
      const encode = createRecordEncoder(eventFormats[format], 'submission_id', new Date(0));
      const events = submissionToEvents(valid);
      for (let sequence = 0; sequence < events.length; sequence++) {
        expect(recordSize(encode(events.at(sequence)))).toBeLessThanOrEqual(2 * valid.json.byteLength + 8_192);
      }
    }),
  );
});
