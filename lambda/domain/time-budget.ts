/** Longer than a healthy put or send takes, in milliseconds. */
const CALL_TIMEOUT_MS = 5_000;
/** Enough to log, to emit metrics and to answer, in milliseconds. */
const WRAP_UP_MS = 1_000;

/** How an invocation's time is spent, so that it always answers before Lambda ends it. */
export interface TimeBudget {
  /** Epoch milliseconds after which no put starts. */
  readonly stopAt: number;
  /** How long one call to a service may take, in milliseconds. */
  readonly callTimeoutMs: number;
}

/**
 * @param now epoch milliseconds
 * @param remainingMs what Lambda's context says is left of the invocation
 */
export const planTime = (now: number, remainingMs: number): TimeBudget => {
  const wrapUpMs = Math.min(WRAP_UP_MS, remainingMs / 10);
  const callTimeoutMs = Math.min(CALL_TIMEOUT_MS, (remainingMs - wrapUpMs) / 3);
  return { stopAt: now + remainingMs - wrapUpMs - callTimeoutMs, callTimeoutMs };
};
