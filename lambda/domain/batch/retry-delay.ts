/** Long enough for a shard to recover from a burst. */
const BASE_SECONDS = 5;
/** With the default of five receives, failures are spread over about seven minutes before the dead-letter queue. */
const GROWTH = 4;
const CEILING_SECONDS = 900;

/**
 * After what time a failed delivery is worth another one: exponential, with jitter over its upper half, so that
 * messages that failed together do not all come back together.
 *
 * @param receiveCount how often the message was delivered, at least 1
 * @param random from 0 up to, not including, 1
 * @returns whole seconds
 */
export const retryDelay = (receiveCount: number, random: number): number => {
  const longest = Math.min(CEILING_SECONDS, BASE_SECONDS * GROWTH ** (receiveCount - 1));
  return Math.ceil(longest * (0.5 + random / 2));
};
