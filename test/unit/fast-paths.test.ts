import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eventFormatNames } from '../../lambda/contract/event-format';
import { submissionToEvents } from '../../lambda/domain/events/event-sequence';
import { EventWriter } from '../../lambda/domain/events/event-writer';
import { fillTemplate } from '../../lambda/domain/events/fill-template';
import { eventFormats } from '../../lambda/domain/events/formats/event-formats';
import { decodeBody } from '../../lambda/domain/intake/decode-body';
import { decodeSubmission } from '../../lambda/domain/intake/decode-submission';
import { Submission, SubmissionRules } from '../../lambda/domain/intake/submission';
import { Detail, type EventTemplate, eventId, OfSubmission, sequence } from '../../lambda/event-types/event-template';
import { eventReaders } from '../../schemas/formats/event-readers';
import { decodeValid, PROCESSED_AT, recordsOf } from '../support/records';
import { anyEvents } from '../support/sample-events';
import { aSubmission } from '../support/submissions';

/**
 * What is fast because it states something a second time has to give what the plain way gives. `npm run test:fuzz` tries it
 * for longer.
 */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 300);
const assertAlways = <T>(property: fc.IProperty<T>): void => fc.assert(property, { numRuns });

const text = fc.oneof(
  fc.string({ unit: 'binary-ascii' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('C:\\Windows\\cmd.exe', '"', '\ud800', '\u2028', '</script>', 'é', '__proto__', '\u007f'),
);

/** JSON values, and those of submissions with something changed, left out, or put in. */
const anySubmission = fc
  .tuple(
    fc.record({
      submission_id: fc.uuid(),
      device_id: fc.uuid().map((id) => id.toUpperCase()),
      time_created: fc.constantFrom('2026-11-22T14:09:37.082446', '2024-02-29T00:00:00Z', '2026-11-22T14:09+01:00'),
      events: anyEvents,
    }),
    fc.array(fc.tuple(fc.nat(), fc.oneof(text, fc.jsonValue(), fc.constant(undefined))), { maxLength: 2 }),
  )
  .map(([submission, changes]) => changes.reduce<object>((all, [at, value]) => change(all, at, value), submission));

/** Puts a value in the place of one of those inside. */
const change = (json: object, at: number, value: unknown): object => {
  const members = Object.entries(json);
  const [name, inner] = members[at % Math.max(1, members.length)] ?? ['none', undefined];
  const next = Math.floor(at / Math.max(1, members.length));
  const changed = typeof inner === 'object' && inner !== null && next % 4 > 0 ? change(inner, next, value) : value;
  if (Array.isArray(json)) return json.map((element, index) => (String(index) === name ? changed : element));
  return { ...json, [name]: changed };
};

/** As a sensor may write JSON: with spaces, with escapes where none are needed, with a key of JavaScript's own. */
const anyText = fc.tuple(anySubmission, fc.nat(4)).map(([submission, way]) => {
  const json = JSON.stringify(submission);
  if (way === 1) return JSON.stringify(submission, null, 2);
  if (way === 2) return json.replaceAll('_', '\\u005f');
  if (way === 3) return json.replace('"new_process":', '"__proto__":{"new_process":[]},"new_process":');
  return way === 4 ? json.replace('"user":', '"__proto__":1,"user":') : json;
});
const anyBody = fc
  .tuple(anyText, fc.boolean())
  .map(([json, plain]) => (plain ? json : Buffer.from(json).toString('base64')));

describe('the text of an event', () => {
  test.each(eventFormatNames)('%s is what JSON.stringify makes of the filled template, whatever it holds', (format) => {
    const timeProcessed = { epochMs: PROCESSED_AT, iso8601: new Date(PROCESSED_AT).toISOString() };
    assertAlways(
      fc.property(anyBody, (body) => {
        const decoded = decodeSubmission(body);
        if (!decoded.valid) return;
        const { runs, eventIdPrefix, ...fields } = submissionToEvents(decoded.decoded);
        const submission = { ...fields, timeProcessed };
        const events = runs.flatMap(({ type, details }) => details.map((event) => ({ type, event })));
        const expected = events.map(({ type, event }, index) => {
          const id = eventIdPrefix + index.toString(16).padStart(6, '0');
          const filled = { id, sequence: index, details: event, submission };
          return JSON.stringify(fillTemplate(eventFormats[format](type), filled));
        });
        const records = recordsOf(decoded.decoded, format);
        expect(records.map(({ data }) => data)).toEqual(expected);
        expect(records.map(({ size }) => size)).toEqual(expected.map((data) => 36 + Buffer.byteLength(data)));
      }),
    );
  });

  test.each(eventFormatNames)('%s keeps what has an escape in a submission that is ASCII otherwise', (format) => {
    const texts = ['C:\\Windows\\cmd.exe', '"', '\n\u0000', '\ud800', '\u007f', '/'];
    const new_process = texts.map((sent) => ({ cmdl: sent, user: sent }));
    const body = JSON.stringify(aSubmission({ events: { new_process } })).replaceAll('/', '\\/');
    const read = recordsOf(decodeValid(body), format).map(({ data }) => eventReaders[format](Buffer.from(data)));
    expect(read.map(({ details }) => details)).toEqual(new_process);
  });

  test('of any template is that, with members that are missing and values of any kind', () => {
    const submissionText = new OfSubmission(({ timeCreated }) => timeCreated);
    const submissionNumber = new OfSubmission(({ timeProcessed }) => timeProcessed.epochMs);
    const details = [new Detail('text', true), new Detail('any', false)];
    const { template } = fc.letrec<{ template: EventTemplate }>((tie) => ({
      template: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<EventTemplate>(...details, eventId, sequence, submissionText, submissionNumber, '"', 1),
        fc.array(tie('template'), { maxLength: 3 }),
        fc.dictionary(text, tie('template'), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    const event = fc.record({ text: text, any: fc.oneof(fc.jsonValue(), fc.double()) }, { requiredKeys: [] });
    assertAlways(
      fc.property(template, event, text, fc.nat(100), fc.nat(5), (shape, sent, timeCreated, index, count) => {
        const isPlain = [timeCreated, sent.text ?? ''].every((part) => JSON.stringify(part) === `"${part}"`);
        const timeProcessed = { epochMs: PROCESSED_AT, iso8601: '' };
        const submission = {
          submissionId: '',
          deviceId: '',
          timeCreated,
          timeProcessed,
          eventIdPrefix: 'id-',
          isPlain,
        };
        const id = `id-${index.toString(16).padStart(6, '0')}`;
        const expected = JSON.stringify(fillTemplate(shape, { id, sequence: index, details: sent, submission }));
        fc.pre(expected !== undefined);
        expect(new EventWriter(shape).forSubmission(submission, count)(index, sent)).toBe(expected);
      }),
    );
  });
});

describe('a submission', () => {
  test('is valid to the generated code where the rules say so, and with the same result', () => {
    assertAlways(
      fc.property(anyText, (json) => {
        const value: unknown = JSON.parse(json);
        expect(Submission.safeParse(value)).toEqual(SubmissionRules.safeParse(value));
      }),
    );
  });
});

describe('a body', () => {
  /** RFC 4648 section 4. */
  const base64 = /^[A-Za-z0-9+/]*={0,2}$/;
  const encoded = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'AZaz09+/=-_ \n.\u0141é') }),
    fc.tuple(anyText, fc.nat(), fc.constantFrom('', '=', '-', '_', ' ', 'A', '\u0141', '\n')).map(([json, at, put]) => {
      const sent = Buffer.from(json).toString('base64');
      const place = at % (sent.length + 1);
      return sent.slice(0, place) + put + sent.slice(place + put.length);
    }),
  );

  test('is base64 where every character of it is, and has the length', () => {
    assertAlways(
      fc.property(encoded, (body) => {
        const sent = body.trim();
        fc.pre(sent !== '' && !sent.startsWith('{'));
        const isBase64 = sent.length % 4 === 0 && base64.test(sent);
        expect(refusalOf(body) === 'is not base64').toBe(!isBase64);
      }),
    );
  });

  test('is UTF-8 where a decoder that is told to be strict says so', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const isStrict = (bytes: Uint8Array): boolean => {
      try {
        strict.decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    const bytes = fc.oneof(
      fc.uint8Array(),
      text.map((part) => Buffer.from(JSON.stringify(part))),
    );
    assertAlways(
      fc.property(bytes, (json) => {
        const refused = refusalOf(Buffer.from(json).toString('base64')) === 'is not UTF-8 inside its base64';
        expect(refused).toBe(!isStrict(json));
      }),
    );
  });
});

const refusalOf = (body: string): string | undefined => {
  try {
    decodeBody(body);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

test('the example is one that all of these ways take', () => {
  expect(Submission.safeParse(aSubmission()).success).toBe(true);
});
