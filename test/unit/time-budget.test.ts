import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planTime } from '../../lambda/domain/publishing/time-budget';

test('an invocation ends before Lambda ends it, however short that is, and a stalled put is given up in time for another', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 900_000 }), (now, remainingMs) => {
      const time = planTime(now, remainingMs);
      const ends = [time.stopPutsAt, time.abortPutsAt, time.abortSendsAt, time.abortSettlingAt];
      for (const [index, end] of ends.entries()) expect(end).toBeGreaterThan(ends[index - 1] ?? now);
      expect(time.abortSettlingAt).toBeLessThan(now + remainingMs);
      expect(time.putTimeoutMs).toBeLessThan(time.stopPutsAt - now);
      expect(time.patienceMs).toBeGreaterThan(time.putTimeoutMs);
    }),
  );
});
