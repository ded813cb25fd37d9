import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eventIdEnding, eventIdPrefix } from '../../lambda/domain/events/event-ids';

/** At any sequence in any order, as continuations ask for them. */
const eventIdsOf = (json: Uint8Array) => (sequence: number) => eventIdPrefix(json) + eventIdEnding(sequence);

const bytes = Buffer.from('{"submission_id":"7856881e-0461-4f9d-8693-3030b63798fa"}');

describe('event ids', () => {
  test('are the leading bits of the SHA-256, a version, a variant and the sequence', () => {
    const digest = createHash('sha256').update(bytes).digest('hex');
    const id = eventIdsOf(bytes)(0x0a0b0c);
    const hex = id.replaceAll('-', '');
    expect(hex.slice(0, 12)).toBe(digest.slice(0, 12));
    expect(hex.slice(13, 16)).toBe(digest.slice(13, 16));
    expect(hex.slice(17, 26)).toBe(digest.slice(17, 26));
    expect(hex.slice(26)).toBe('0a0b0c');
  });

  test('are UUIDs of version 8 and the RFC variant, in lower case', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(0xffffff), (json, sequence) => {
        expect(eventIdsOf(json)(sequence)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });

  test('sort in event order and never collide within a submission', () => {
    fc.assert(
      fc.property(fc.nat(0xffffff), fc.nat(0xffffff), (a, b) => {
        const id = eventIdsOf(bytes);
        expect(Math.sign(id(a).localeCompare(id(b)))).toBe(Math.sign(a - b));
      }),
    );
  });

  test('of the first events are asked for again and again, and stay', () => {
    const expected = Array.from({ length: 300 }, (_, sequence) => sequence.toString(16).padStart(6, '0'));
    for (let time = 0; time < 2; time++) {
      expect(Array.from({ length: 300 }, (_, sequence) => eventIdEnding(sequence))).toEqual(expected);
    }
  });

  test('differ for other content, and repeat for the same', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(eventIdsOf(a)(0) === eventIdsOf(b)(0)).toBe(Buffer.compare(a, b) === 0);
      }),
    );
  });
});
