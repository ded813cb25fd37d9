import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { retryDelay } from '../../lambda/domain/batch/retry-delay';
import { defaultReceives } from '../../lib/settings/setting-rules';

const longest = (receiveCount: number) => retryDelay('publish', receiveCount, 0);
const shortest = (receiveCount: number) => retryDelay('publish', receiveCount, 0.999_999);

test('failed deliveries come back within seconds at first, and later each time, up to a quarter of an hour', () => {
  expect([1, 2, 3, 4, 5, 140].map(longest)).toEqual([5, 20, 80, 320, 900, 900]);
  expect([1, 2, 3, 4, 5, 140].map(shortest)).toEqual([4, 16, 61, 241, 676, 676]);
});

test('a delay is one that SQS takes, however often a message was received', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('publish', 'continue', 'keep in the diagnostic queue', 'process'),
      fc.integer({ min: 1, max: 1_000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (failed, receiveCount, random) => {
        const seconds = retryDelay(failed, receiveCount, random);
        expect(Number.isInteger(seconds)).toBe(true);
        expect(seconds).toBeGreaterThan(0);
        expect(seconds).toBeLessThanOrEqual(900);
      },
    ),
  );
});

test('the default of receives outlasts a day of outage, and ends long before a message is deleted', () => {
  const secondsOf = (delay: (receiveCount: number) => number): number =>
    Array.from({ length: defaultReceives(181) }, (_, index) => delay(index + 1)).reduce(
      (sum, seconds) => sum + seconds,
    );
  expect(secondsOf(shortest)).toBeGreaterThan(24 * 3_600);
  expect(secondsOf(longest)).toBeLessThan(2 * 86_400);
});

test('a continuation that nobody confirmed gets time to be taken up before what it continues', () => {
  expect([1, 3, 5].map((receiveCount) => retryDelay('continue', receiveCount, 0.5))).toEqual([900, 900, 900]);
});
