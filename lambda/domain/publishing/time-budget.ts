/** Why something was left whose own fault it is not: there was no time for it. */
export const OUT_OF_TIME = 'OutOfTime';

/** Longer than a healthy call takes, in milliseconds. */
const CALL_TIMEOUT_MS = 5_000;
/** What an invocation needs after its last put starts, in milliseconds. */
const ENDING_MS = 6_000;

/**
 * How an invocation's time is spent, so that it answers before Lambda ends it, whatever stalls. All but the last are
 * epoch milliseconds.
 */
export interface TimeBudget {
  /** No put starts, and no submission is decoded, after this. */
  readonly stopPutsAt: number;
  /** Puts that have no answer by then are given up. */
  readonly abortPutsAt: number;
  /** Likewise for messages to the diagnostic queue and continuations to the submission queue. */
  readonly abortSendsAt: number;
  /** Likewise for changes of visibility and deletions. What is left then is for logging and answering. */
  readonly abortSettlingAt: number;
  /** How long one put may take, in milliseconds: a stalled one must leave time to put again. */
  readonly putTimeoutMs: number;
  /**
   * How long an invocation goes on without success, in milliseconds. Waiting costs nothing in the queue, and a stalled
   * put must have been given up and made again before.
   */
  readonly patienceMs: number;
}

/**
 * @param now epoch milliseconds
 * @param remainingMs what Lambda's context says is left of the invocation
 */
export const planTime = (now: number, remainingMs: number): TimeBudget => {
  const end = now + remainingMs;
  const ending = Math.min(ENDING_MS, remainingMs * 0.4);
  const putTimeoutMs = Math.min(CALL_TIMEOUT_MS, remainingMs / 4);
  return {
    stopPutsAt: end - ending,
    abortPutsAt: end - (ending * 2) / 3,
    abortSendsAt: end - ending / 3,
    abortSettlingAt: end - ending / 6,
    putTimeoutMs,
    patienceMs: putTimeoutMs * 1.2,
  };
};
