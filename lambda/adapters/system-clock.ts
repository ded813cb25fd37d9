import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../domain/ports';

export const systemClock: Clock = {
  now: Date.now,
  sleep: (milliseconds) => setTimeout(milliseconds),
};
