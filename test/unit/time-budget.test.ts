import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planTime } from '../../lambda/domain/time-budget';

test('a call that starts at the last moment and stalls ends before the invocation, however short that is', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 900_000 }), (now, remainingMs) => {
      const { stopAt, callTimeoutMs } = planTime(now, remainingMs);
      expect(callTimeoutMs).toBeGreaterThan(0);
      expect(stopAt).toBeGreaterThan(now);
      expect(stopAt + callTimeoutMs).toBeLessThan(now + remainingMs);
    }),
  );
});
