import type { DelayedRetries } from '../ports';
import type { PublishingCost } from '../publishing/ordered-publisher';
import type { SubmissionOutcome } from './submission-outcome';

/** What there is to tell of a batch. */
export interface ProcessedBatch {
  readonly outcomes: readonly SubmissionOutcome[];
  /** Of the failed submissions. */
  readonly retries: DelayedRetries;
  readonly cost: PublishingCost;
  readonly durationMs: number;
}
