import { createHash } from 'node:crypto';
import { z } from 'zod';
import { eventTypes } from '../../../lambda/event-types/event-types';
import { publishedEventTypes } from '../../../schemas/event-types/published-event-types';
import type { ExpectedEvent } from './event-digest';
import { repeatsEvents } from './repeats-events';

/** What a message's body should come to. */
export interface Expectation {
  /** What the ids of its events start with, should any be published. */
  readonly idPrefix: string;
  /** Those of a valid submission, by sequence; undefined for an invalid one, none of whose events may be published. */
  readonly events: readonly ExpectedEvent[] | undefined;
  /** Valid, but with an event that may be too large for a record of the stream: then it is rejected after all. */
  readonly mayBeTooLarge: boolean;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Where a zone is, seconds are too: RFC 3339. */
const dateTime = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?$/;
/** Of a body, in bytes: a message of 1 MiB less 2 KiB. */
const LARGEST_BODY = 1_046_528;
/** In characters. */
const LONGEST_TIME = 35;
/** The longest texts of events, in characters, by type and field; the others may have any length. */
const longestTexts: Readonly<Record<string, Readonly<Record<string, number>>>> = { new_process: { user: 1_024 } };
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const Submission = z.object({
  submission_id: z.string(),
  device_id: z.string(),
  time_created: z.string(),
  events: z.custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  ),
});

/** Of an event: a format may repeat it and add 8 KiB, and it is still less than the 1 MiB of a record. */
const SURELY_FITS_BYTES = 500_000;

const mayBeTooLarge = ({ details }: ExpectedEvent): boolean =>
  Buffer.byteLength(JSON.stringify(details)) > SURELY_FITS_BYTES;

/**
 * Judges a body by what README.md and docs/events.md say of submissions, and by what consumers were promised. It shares
 * nothing with the function but the names and the order of the event types: both would have to be wrong in the same way
 * for a fault to go unnoticed.
 */
export const expect = (body: string): Expectation => {
  const json = body.trimStart().startsWith('{') ? Buffer.from(body) : Buffer.from(body, 'base64');
  const events = Buffer.byteLength(body) <= LARGEST_BODY && isEncoded(body, json) ? eventsOf(json) : undefined;
  return {
    idPrefix: idPrefixOf(json),
    events,
    mayBeTooLarge: json.byteLength > SURELY_FITS_BYTES && (events ?? []).some(mayBeTooLarge),
  };
};

/** Node's decoder skips what is not base64. */
const isEncoded = (body: string, json: Buffer): boolean =>
  body.trimStart().startsWith('{')
    ? body.isWellFormed()
    : json.toString('base64') === body.trim() || isBase64(body.trim());

/** Base64 whose unused last bits are not zero decodes to the same bytes as others, and is taken all the same. */
const isBase64 = (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);

const eventsOf = (json: Uint8Array): readonly ExpectedEvent[] | undefined => {
  const text = decode(json);
  if (text === undefined) return undefined;
  const submission = parse(text);
  if (!submission || !uuid.test(submission.submission_id) || !uuid.test(submission.device_id)) return undefined;
  if (!isDateTime(submission.time_created)) return undefined;

  const events: ExpectedEvent[] = [];
  const unknown = new Set(Object.keys(submission.events));
  for (const { name } of eventTypes) {
    unknown.delete(name);
    const list = z.array(z.unknown()).optional().safeParse(submission.events[name]);
    if (!list.success) return undefined;
    const Details = z.object(publishedEventTypes[name].details);
    for (const event of list.data ?? []) {
      // One at a time: the first that is broken decides.
      const { data: details } = Details.safeParse(event);
      if (details === undefined || hasTooLongText(name, details)) return undefined;
      events.push({
        type: name,
        deviceId: submission.device_id.toLowerCase(),
        submissionId: submission.submission_id.toLowerCase(),
        timeCreated: submission.time_created,
        details,
      });
    }
  }
  return unknown.size === 0 && !repeatsEvents(text) ? events : undefined;
};

const decode = (json: Uint8Array): string | undefined => {
  try {
    return utf8.decode(json);
  } catch {
    return undefined;
  }
};

const parse = (text: string): z.infer<typeof Submission> | undefined => {
  try {
    return Submission.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

const hasTooLongText = (type: string, details: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(longestTexts[type] ?? {}).some(
    ([field, longest]) => Array.from(String(details[field])).length > longest,
  );

const isDateTime = (text: string): boolean => {
  if (text.length > LONGEST_TIME) return false;
  const [matched, year, month, day] = dateTime.exec(text)?.map(Number) ?? [];
  if (matched === undefined || year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** Of a UUID of version 8 (RFC 9562), which holds the leading bits of the SHA-256 of the submission's JSON. */
const idPrefixOf = (json: Uint8Array): string => {
  const digits = [...createHash('sha256').update(json).digest('hex').slice(0, 26)];
  digits[12] = '8';
  digits[16] = ((Number.parseInt(digits[16] ?? '', 16) & 0b0011) | 0b1000).toString(16);
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};
