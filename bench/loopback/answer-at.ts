import { performance } from 'node:perf_hooks';

/** A timer may come this much too late, in milliseconds. */
const TIMER_SLACK_MS = 1.5;

/**
 * Calls back at a point of performance.now(), to a tenth of a millisecond or so, where setTimeout knows whole ones only:
 * of a delay of 5 ms, that would be a fifth. What is left after the timer is spent asking.
 */
export const answerAt = (due: number, callback: () => void): void => {
  const left = due - performance.now();
  if (left <= 0) callback();
  else if (left > TIMER_SLACK_MS) setTimeout(() => answerAt(due, callback), Math.floor(left - TIMER_SLACK_MS));
  else setImmediate(() => answerAt(due, callback));
};
