import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LARGEST_BODY_BYTES } from '../../lambda/domain/intake/decode-body';
import { decodeSubmission } from '../../lambda/domain/intake/decode-submission';
import { expect as expectOf } from '../../local/run/verification/oracle';
import { eventReaders } from '../../schemas/formats/event-readers';
import { recordsOf } from '../support/records';
import { anyEvents } from '../support/sample-events';
import { aSubmission, toBody } from '../support/submissions';

/** What the function makes of a body; undefined where it is invalid. */
const eventsByFunction = (body: string) => {
  const decoded = decodeSubmission(body);
  if (!decoded.valid) return undefined;
  return recordsOf(decoded.decoded, 'nested').map(({ data }) => {
    const { eventId, type, deviceId, submissionId, timeCreated, details } = eventReaders.nested(Buffer.from(data));
    return { eventId, type, deviceId, submissionId, timeCreated, details };
  });
};

const eventsByOracle = (body: string) => {
  const { events, idPrefix } = expectOf(body);
  return events?.map((event, sequence) => ({
    eventId: `${idPrefix}${sequence.toString(16).padStart(6, '0')}`,
    ...event,
  }));
};

const expectAgreement = (body: string): void => {
  expect(eventsByOracle(body)).toEqual(eventsByFunction(body));
};

const anyJson = fc.oneof(fc.jsonValue(), fc.constantFrom(null, '', -1, 65_536, 1.5, 'not-an-ip', '1.2.3.4', {}, []));
const anySubmission = anyEvents.chain((events) =>
  fc.record({
    submission_id: fc.oneof({ weight: 5, arbitrary: fc.uuid() }, { weight: 1, arbitrary: anyJson }),
    device_id: fc.oneof(
      { weight: 5, arbitrary: fc.uuid().map((id) => id.toUpperCase()) },
      { weight: 1, arbitrary: anyJson },
    ),
    time_created: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom('2026-11-22T14:09:37.082446', '2024-02-29T00:00Z') },
      {
        weight: 2,
        arbitrary: fc.stringMatching(/^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d(:[0-6]\d)?(\.\d{1,4})?(Z|[+-]\d\d:\d\d)?$/),
      },
      {
        weight: 1,
        arbitrary: fc.nat(14).map((digits) => `2026-11-22T14:09:37.${'7'.repeat(digits + 1)}+01:00`),
      },
      { weight: 1, arbitrary: anyJson },
    ),
    events: fc.oneof(
      { weight: 5, arbitrary: fc.constant(events) },
      { weight: 1, arbitrary: fc.constant({ ...events, file_write: [] }) },
      {
        weight: 1,
        arbitrary: fc
          .record({ character: fc.constantFrom('x', '\u{1f980}'), length: fc.integer({ min: 1_022, max: 1_026 }) })
          .map(({ character, length }) => ({ new_process: [{ cmdl: '', user: character.repeat(length) }] })),
      },
      { weight: 1, arbitrary: anyJson },
    ),
  }),
);

/** A submission with one of its leaves replaced. */
const anyMutant = fc.tuple(anySubmission, fc.nat(), anyJson).map(([submission, position, value]) => {
  let leaf = 0;
  const mutate = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(mutate);
    if (typeof node === 'object' && node !== null) {
      return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, mutate(inner)]));
    }
    return leaf++ === position % 12 ? value : node;
  };
  return mutate(submission);
});

test('the oracle and the function, which share no rule, agree on any submission', () => {
  fc.assert(
    fc.property(fc.oneof(anySubmission, anyMutant), (submission) => {
      expectAgreement(toBody(submission));
      expectAgreement(JSON.stringify(submission));
    }),
    { numRuns: 500 },
  );
});

/** A key as JSON; in some of the runs, one of its characters is escaped that need not be. */
const anySpelling = (key: string): fc.Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.nat(9) }).map((escaped) => {
    const characters = Array.from(key, (character, index) =>
      index === escaped
        ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
        : JSON.stringify(character).slice(1, -1),
    );
    return `"${characters.join('')}"`;
  });
const toObject = (fields: readonly (readonly [string, string])[]): string =>
  `{${fields.map(([key, value]) => `${key} :${value}`).join(',')}}`;
const anyKey = fc
  .constantFrom('events', 'new_process', 'network_connection', 'user', '__proto__', 'a"b', '\\', '', '{[')
  .chain(anySpelling);
/** JSON text that has what the search for repeated keys looks at, in any place, and repeats keys. */
const { value: anyText } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    anyKey,
    fc.constantFrom('1', 'null', '[]', '{}', '"\\\\"', '"\\"events\\":"'),
    fc.array(tie('value'), { maxLength: 3 }).map((values) => `[${values.join(' , ')}]`),
    fc.array(fc.tuple(anyKey, tie('value')), { maxLength: 3 }).map(toObject),
  ),
}));

const anyProcess = fc
  .array(fc.tuple(fc.constantFrom('"x"', '"events"', '"new_process"'), anyText), { maxLength: 2 })
  .map((unknown) => toObject([...unknown, ['"cmdl"', '"{\\"events\\":1}"'], ['"user"', '"events"']]));
const anyList = fc.array(anyProcess, { maxLength: 2 }).map((processes) => `[${processes.join()}]`);
const anyEventsText = fc.array(fc.tuple(anySpelling('new_process'), anyList), { maxLength: 2 }).map(toObject);
const anyField = fc.oneof(fc.tuple(anySpelling('events'), fc.oneof(anyEventsText, anyText)), fc.tuple(anyKey, anyText));

test('the oracle and the function agree on what repeats keys, and on what only looks like it', () => {
  const outcomes = new Set<boolean>();
  fc.assert(
    fc.property(fc.array(anyField, { maxLength: 4 }), anyEventsText, (fields, events) => {
      const { events: _, ...head } = aSubmission();
      const known = Object.entries(head).map(([key, value]) => [`"${key}"`, JSON.stringify(value)] as const);
      const text = toObject([...known, ...fields, ['"events"', events]]);
      expectAgreement(text);
      expectAgreement(Buffer.from(text).toString('base64'));
      outcomes.add(decodeSubmission(text).valid);
    }),
    { numRuns: 1_000 },
  );
  expect([...outcomes].toSorted()).toEqual([false, true]);
});

test.each(
  ['x', 'é', '命', '\u{1f980}'].flatMap((character) => [
    { character, size: LARGEST_BODY_BYTES },
    { character, size: LARGEST_BODY_BYTES + 1 },
  ]),
)('the oracle and the function agree on a body of $size bytes of $character', ({ character, size }) => {
  const withPadding = (padding: string) => JSON.stringify(aSubmission({ padding }));
  const room = size - Buffer.byteLength(withPadding(''));
  const body = withPadding(character.repeat(room / Buffer.byteLength(character)));
  const filled = body + ' '.repeat(size - Buffer.byteLength(body));
  expectAgreement(filled);
  expect(decodeSubmission(filled).valid).toBe(size === LARGEST_BODY_BYTES);
});

test.each([
  '',
  '{',
  'not base64!',
  'e30',
  'e30=',
  'e3-_',
  ' ',
  '[]',
  'null',
  Buffer.from([0x7b, 0xff, 0x7d]).toString('base64'),
  `\ufeff${JSON.stringify(aSubmission())}`,
  Buffer.from(`\ufeff${JSON.stringify(aSubmission())}`).toString('base64'),
  ` ${toBody(aSubmission())}\n`,
  toBody(aSubmission()).slice(1),
  `${toBody(aSubmission())}=`,
  toBody(aSubmission({ submission_id: '7856881E-0461-4F9D-8693-3030B63798FA' })),
  toBody(aSubmission({ events: { new_process: undefined } })),
  toBody(aSubmission({ time_created: '2026-02-30T00:00:00' })),
  toBody(aSubmission({ time_created: '0000-02-29T00:00:00' })),
  JSON.stringify(aSubmission()).replace('"new_process"', '"__proto__"'),
  JSON.stringify(aSubmission()).replace('"network_connection"', '"new_process"'),
  JSON.stringify(aSubmission()).replace('"network_connection"', '"new\\u005fprocess"'),
  JSON.stringify(aSubmission()).replace('whoami', '\ud800'),
  JSON.stringify(aSubmission()).replace('whoami', '\\ud800'),
])('the oracle and the function agree on %j', (body) => {
  expectAgreement(body);
});
