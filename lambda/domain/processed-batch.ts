import type { PublishingCost } from './ordered-publisher';
import type { SubmissionOutcome } from './submission-outcome';

/** What there is to tell of a batch. */
export interface ProcessedBatch {
  readonly outcomes: readonly SubmissionOutcome[];
  /** How many of the failed submissions come back soon. */
  readonly retriesDelayed: number;
  readonly cost: PublishingCost;
  readonly durationMs: number;
}
