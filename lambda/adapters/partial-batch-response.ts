import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { SubmissionOutcome } from '../domain/batch/submission-outcome';

/** Tells the batch processor that a record failed. */
class FailedSubmissionError extends Error {
  // Stryker disable next-line StringLiteral: the batch processor tells nobody of it
  override readonly name = 'FailedSubmissionError';
}

/**
 * @returns the records that have to come back, so that SQS deletes the others. Where all have to, that is said likewise:
 *   throwing, as Powertools would, counts as an error of the function
 */
export const toBatchResponse = (event: SQSEvent, outcomes: readonly SubmissionOutcome[]): Promise<SQSBatchResponse> => {
  const ended = new Set(outcomes.filter(({ status }) => status !== 'failed').map(({ messageId }) => messageId));
  return processPartialResponse(
    event,
    async ({ messageId }: SQSRecord) => {
      if (!ended.has(messageId)) throw new FailedSubmissionError(messageId);
    },
    new BatchProcessor(EventType.SQS),
    { throwOnFullBatchFailure: false },
  );
};
