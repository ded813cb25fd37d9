import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { standsBehind } from '../../lambda/domain/publishing/sequence-number';

/** As Kinesis gives them: up to 129 digits. */
const sequenceNumbers = fc.bigInt({ min: 0n, max: 10n ** 129n - 1n });

test('a record stands behind another one where its sequence number is higher, however long they are', () => {
  fc.assert(
    fc.property(sequenceNumbers, sequenceNumbers, (one, other) => {
      expect(standsBehind(String(one), String(other))).toBe(one > other);
    }),
  );
});

test('neighbours are told apart, also where a digit is added, and none stands behind itself', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        sequenceNumbers,
        fc.nat(128).map((digits) => 10n ** BigInt(digits) - 1n),
      ),
      (number) => {
        expect(standsBehind(String(number + 1n), String(number))).toBe(true);
        expect(standsBehind(String(number), String(number + 1n))).toBe(false);
        expect(standsBehind(String(number), String(number))).toBe(false);
      },
    ),
  );
});
