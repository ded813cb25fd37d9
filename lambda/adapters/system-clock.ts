import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Clock } from '../domain/ports';

export const systemClock: Clock = {
  now: Date.now,
  sleep: (milliseconds) => setTimeout(milliseconds),
  nextTurn: () => setImmediate(),
};

export const abortIn = (milliseconds: number): AbortSignal => AbortSignal.timeout(Math.max(0, Math.ceil(milliseconds)));

/** @param at epoch milliseconds */
export const abortAt = (at: number): AbortSignal => abortIn(at - systemClock.now());
