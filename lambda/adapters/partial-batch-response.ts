import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { SubmissionOutcome } from '../domain/batch/submission-outcome';

/** Tells the batch processor that a record failed. */
class FailedSubmissionError extends Error {
  override readonly name = 'FailedSubmissionError';
}

/**
 * Processes all records of an event at once.
 *
 * @param processRecord must not reject
 * @returns the failed records, so that SQS deletes the others; where all failed, all of them, since throwing would
 *   count as an error of the function
 */
export const processRecords = (
  event: SQSEvent,
  processRecord: (record: SQSRecord) => Promise<SubmissionOutcome>,
): Promise<SQSBatchResponse> =>
  processPartialResponse(
    event,
    async (record: SQSRecord) => {
      const outcome = await processRecord(record);
      if (outcome.status === 'failed') throw new FailedSubmissionError(outcome.code);
    },
    new BatchProcessor(EventType.SQS),
    { throwOnFullBatchFailure: false },
  );
