import { LONGEST_RETRY_DELAY_SECONDS } from '../../contract/retry-delay';
import type { FailedOutcome } from './submission-outcome';

/** Long enough for a shard to recover from a burst. */
const BASE_SECONDS = 5;
const GROWTH = 4;
/** Of a delay, at random: messages that failed together do not all come back together. */
const JITTER = 0.25;
/**
 * After what time a failed delivery is worth another one: exponential, less a random part. A continuation that nobody
 * confirmed may be in the queue all the same: to be taken up, and to delete what it continues, it gets the longest time.
 *
 * @param receiveCount how often the message was delivered, at least 1
 * @param random from 0 up to, not including, 1
 * @returns whole seconds
 */
export const retryDelay = (failed: FailedOutcome['failed'], receiveCount: number, random: number): number => {
  if (failed === 'continue') return LONGEST_RETRY_DELAY_SECONDS;
  const longest = Math.min(LONGEST_RETRY_DELAY_SECONDS, BASE_SECONDS * GROWTH ** (receiveCount - 1));
  return Math.ceil(longest * (1 - JITTER * random));
};
