import type { SubmissionMessage } from '../intake/message';
import type { DelayedRetries, RetryDelay } from '../ports';
import { type BatchContext, processSubmission } from './process-submission';
import { retryDelay } from './retry-delay';
import type { SubmissionOutcome } from './submission-outcome';

/** The submissions of one invocation. */
export interface Batch {
  /** Never rejects. */
  process(message: SubmissionMessage): Promise<SubmissionOutcome>;
  /** Of the submissions that are processed. */
  readonly outcomes: readonly SubmissionOutcome[];
  /**
   * Has the failed ones come back soon; never rejects.
   */
  delayRetries(): Promise<DelayedRetries>;
}

export const createBatch = (context: BatchContext & { readonly random: () => number }): Batch => {
  const outcomes: SubmissionOutcome[] = [];
  const delays: RetryDelay[] = [];
  return {
    outcomes,
    process: async (message) => {
      const outcome = await processSubmission(message, context);
      outcomes.push(outcome);
      if (outcome.status === 'failed') {
        delays.push({ message, seconds: retryDelay(message.receiveCount, context.random()) });
      }
      return outcome;
    },
    delayRetries: () => context.submissionQueue.delayRetries(delays),
  };
};
