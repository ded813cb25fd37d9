import { BasePartialBatchProcessor, EventType, processPartialResponseSync } from '@aws-lambda-powertools/batch';
import type { BaseRecord, FailureResponse, SuccessResponse } from '@aws-lambda-powertools/batch/types';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { SubmissionOutcome } from '../domain/batch/submission-outcome';

/** Tells the batch processor that a record failed. */
class FailedSubmissionError extends Error {
  // Stryker disable next-line StringLiteral: the batch processor tells nobody of it
  override readonly name = 'FailedSubmissionError';
}

/** A batch processor of records that were processed before: it only looks up what became of each. */
class OutcomeProcessor extends BasePartialBatchProcessor {
  readonly #ended: ReadonlySet<unknown>;

  /** @param ended the ids of the messages that need not come back */
  constructor(ended: ReadonlySet<unknown>) {
    super(EventType.SQS);
    this.#ended = ended;
  }

  override async processRecord(record: BaseRecord): Promise<SuccessResponse | FailureResponse> {
    return this.processRecordSync(record);
  }

  override processRecordSync(record: BaseRecord): SuccessResponse | FailureResponse {
    const processed = this.toBatchType(record, this.eventType);
    if ('messageId' in processed && this.#ended.has(processed.messageId)) return ['success', undefined, processed];
    return this.failureHandler(processed, new FailedSubmissionError());
  }
}

/**
 * @returns the records that have to come back, so that SQS deletes the others. Where all have to, that is said likewise:
 *   throwing, as Powertools would, counts as an error of the function
 */
export const toBatchResponse = (event: SQSEvent, outcomes: readonly SubmissionOutcome[]): SQSBatchResponse => {
  const ended = new Set(outcomes.filter(({ status }) => status !== 'failed').map(({ messageId }) => messageId));
  return processPartialResponseSync(event, () => undefined, new OutcomeProcessor(ended), {
    throwOnFullBatchFailure: false,
  });
};
