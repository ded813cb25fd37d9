/** Roughly how long a shard needs until it takes records again: limits count by the second. */
const CEILING_MS = 1_000;
const BASE_MS = 50;

/**
 * How long to wait before a record is put again, or a call made again: exponential with full jitter, so that the lanes of concurrent
 * invocations do not come back together.
 * https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 *
 * @param failures how often it has failed, at least 1
 * @param random from 0 up to, not including, 1
 * @returns milliseconds
 */
export const backoff = (failures: number, random: number): number =>
  random * Math.min(CEILING_MS, BASE_MS * 2 ** (failures - 1));
