import { hash } from 'node:crypto';
import { SEQUENCE_DIGITS } from '../../contract/event-id';

/** Variant of RFC 9562, in the two highest of four bits. */
const VARIANT_DIGITS = ['8', '9', 'a', 'b'] as const;

/**
 * What the ids of a submission's events start with. They are UUIDs of version 8 (RFC 9562 section 5.8) that start with
 * the leading bits of one SHA-256 over the submission's JSON bytes and end with the event's sequence. So a redelivery
 * repeats the ids, other content under the same submission id gets other ones, and the ids of one submission sort in
 * event order.
 *
 * @returns in lower case, all but the last digits, which `eventIdEnding` gives
 */
export const eventIdPrefix = (json: Uint8Array): string => {
  const digits = hash('sha256', json, 'hex');
  const variant = VARIANT_DIGITS[Number.parseInt(digits.charAt(16), 16) % 4];
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 26)}`;
};

/** By sequence, as many as the longest submission had: to write the digits costs more than the rest of an event. */
const endings: string[] = [];

/** What the id of the event at a sequence ends with. */
export const eventIdEnding = (sequence: number): string => {
  const known = endings[sequence];
  if (known !== undefined) return known;
  const ending = sequence.toString(16).padStart(SEQUENCE_DIGITS, '0');
  // Only the next one: a continuation begins anywhere.
  if (sequence === endings.length) endings.push(ending);
  return ending;
};
