import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { retryDelay } from '../../lambda/domain/batch/retry-delay';

test('failed deliveries come back within seconds at first, and later each time', () => {
  expect([1, 2, 3, 4].map((receiveCount) => retryDelay(receiveCount, 0.999_999))).toEqual([5, 20, 80, 320]);
  expect([1, 2, 3, 4].map((receiveCount) => retryDelay(receiveCount, 0))).toEqual([3, 10, 40, 160]);
});

test('a delay is one that SQS takes, however often a message was received', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (n, r) => {
        const seconds = retryDelay(n, r);
        expect(Number.isInteger(seconds)).toBe(true);
        expect(seconds).toBeGreaterThan(0);
        expect(seconds).toBeLessThanOrEqual(900);
      },
    ),
  );
});
