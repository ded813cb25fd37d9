import { hash } from 'node:crypto';
import { SEQUENCE_DIGITS } from '../../contract/event-id';

/** The bytes of an event id before its sequence: hash bits, with the version and variant that RFC 9562 asks for. */
const HEAD_BYTES = 13;

/**
 * The ids of a submission's events: UUIDs of version 8 (RFC 9562 section 5.8) that start with the leading bits of one
 * SHA-256 over the submission's JSON bytes and end with the event's sequence. So a redelivery repeats the ids, other
 * content under the same submission id gets other ones, and the ids of one submission sort in event order.
 *
 * @returns the id of the event at a sequence, in lower case
 */
export const eventIdsOf = (json: Uint8Array): ((sequence: number) => string) => {
  const head = hash('sha256', json, 'buffer').subarray(0, HEAD_BYTES);
  head.writeUInt8(0x80 | (head.readUInt8(6) & 0x0f), 6);
  head.writeUInt8(0x80 | (head.readUInt8(8) & 0x3f), 8);
  const hex = head.toString('hex');
  const prefix = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return (sequence) => prefix + sequence.toString(16).padStart(SEQUENCE_DIGITS, '0');
};
