import { setTimeout } from 'node:timers/promises';
import { backoff } from '../domain/publishing/backoff';
import { classifyServiceFailure } from './service-failure';

/** What SQS answers of the entries of a batch: one of the two names each. */
export interface BatchAnswer {
  readonly Successful?: readonly { readonly Id?: string | undefined }[] | undefined;
  readonly Failed?: readonly BatchEntryFailure[] | undefined;
}

interface BatchEntryFailure {
  readonly Id?: string | undefined;
  readonly Code?: string | undefined;
  readonly SenderFault?: boolean | undefined;
}

export interface BatchCall<Entry> {
  readonly entries: readonly Entry[];
  /** Makes the call; `Id` of an entry is its index here. */
  readonly send: (entries: readonly Entry[], abortSignal: AbortSignal) => Promise<BatchAnswer>;
  /** Ends the call before its patience does. */
  readonly abortSignal: AbortSignal;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  /**
   * Whether an entry may take effect twice. Where it must not, a call that was not refused is not made again, since
   * nobody knows whether SQS took it, and no attempt is cut short.
   */
  readonly repeatable: boolean;
}

/** Why an entry failed. */
interface Failure {
  readonly code: string;
  readonly retryable: boolean;
}

/** Longer than a healthy call takes. */
const ATTEMPT_TIMEOUT_MS = 3_000;
/** A queue that is down must not hold the other submissions of a batch, which are done. */
const PATIENCE_MS = 10_000;

/**
 * Makes a batch call of SQS, and makes it again for the entries that failed for no fault of the sender, until they
 * succeed or time is up.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_BatchResultErrorEntry.html
 *
 * @returns for each entry its error code, or undefined where SQS confirmed it; never rejects
 */
export const callUntilSettled = async <Entry>(call: BatchCall<Entry>): Promise<readonly (string | undefined)[]> => {
  const codes: (string | undefined)[] = call.entries.map(() => undefined);
  const abortSignal = AbortSignal.any([call.abortSignal, AbortSignal.timeout(PATIENCE_MS)]);
  let left = call.entries.map((entry, index) => ({ entry, index }));
  for (let attempts = 1; ; attempts++) {
    const entries = left.map(({ entry }) => entry);
    const failures = await attempt({ ...call, entries, abortSignal });
    for (const [position, { index }] of left.entries()) codes[index] = failures[position]?.code;
    left = left.filter((_, position) => failures[position]?.retryable);
    if (left.length === 0 || !(await slept(backoff(attempts, call.random()), abortSignal))) return codes;
  }
};

const attempt = async <Entry>(call: BatchCall<Entry>): Promise<readonly (Failure | undefined)[]> => {
  const { entries, send, abortSignal, repeatable } = call;
  const signal = repeatable ? AbortSignal.any([abortSignal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]) : abortSignal;
  try {
    // Stryker disable next-line ArrayDeclaration: an answer that has no entry's id tells nothing of any
    const { Successful = [], Failed = [] } = await send(entries, signal);
    const confirmed = new Set(Successful.map(({ Id }) => Id));
    const failed = new Map(Failed.map((failure) => [failure.Id, failure]));
    return entries.map((_, index) => {
      const id = String(index);
      const failure = failed.get(id);
      if (failure) return { code: failure.Code ?? 'NotConfirmed', retryable: failure.SenderFault !== true };
      return confirmed.has(id) ? undefined : { code: 'NotConfirmed', retryable: repeatable };
    });
  } catch (error) {
    const { code, retryable, refused, refusedContent } = classifyServiceFailure(error);
    if (refusedContent && entries.length > 1) return attemptHalves(call);
    return entries.map(() => ({ code, retryable: retryable && (repeatable || refused) }));
  }
};

/** A queue may take less than SQS does, in a message or in a batch: one entry must not cost the others their call. */
const attemptHalves = async <Entry>(call: BatchCall<Entry>): Promise<readonly (Failure | undefined)[]> => {
  const middle = Math.ceil(call.entries.length / 2);
  return [
    ...(await attempt({ ...call, entries: call.entries.slice(0, middle) })),
    ...(await attempt({ ...call, entries: call.entries.slice(middle) })),
  ];
};

/** @returns whether there was time for it */
const slept = (milliseconds: number, abortSignal: AbortSignal): Promise<boolean> =>
  // Stryker disable next-line ArrowFunction: undefined is as good as false
  setTimeout(milliseconds, true, { signal: abortSignal }).catch(() => false);
