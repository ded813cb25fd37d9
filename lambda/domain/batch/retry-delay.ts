import { LONGEST_RETRY_DELAY_SECONDS } from '../../contract/retry-delay';
import type { FailedOutcome } from './submission-outcome';

/** Long enough for a shard to recover from a burst. */
const BASE_SECONDS = 5;
const GROWTH = 4;
/** Of a delay, at random: messages that failed together do not all come back together. */
const JITTER = 0.25;
/**
 * A continuation that nobody confirmed may be in the queue all the same. Taken up within this time, it deletes the
 * message that it continues, which would else go on beside it to the end.
 */
const CONTINUATION_LEAD_SECONDS = 60;

/**
 * After what time a failed delivery is worth another one: exponential, less a random part.
 *
 * @param receiveCount how often the message was delivered, at least 1
 * @param random from 0 up to, not including, 1
 * @returns whole seconds
 */
export const retryDelay = (failed: FailedOutcome['failed'], receiveCount: number, random: number): number => {
  const longest = Math.min(LONGEST_RETRY_DELAY_SECONDS, BASE_SECONDS * GROWTH ** (receiveCount - 1));
  const delay = Math.ceil(longest * (1 - JITTER * random));
  return failed === 'continue' ? Math.max(CONTINUATION_LEAD_SECONDS, delay) : delay;
};
