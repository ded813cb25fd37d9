import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { summarizeBatch } from '../domain/batch-summary';
import type { PublishingCost } from '../domain/ordered-publisher';
import type { SubmissionOutcome } from '../domain/submission-outcome';

/** What there is to tell of a batch. */
export interface ProcessedBatch {
  readonly outcomes: readonly SubmissionOutcome[];
  /** How many of the failed submissions come back soon. */
  readonly retriesDelayed: number;
  readonly cost: PublishingCost;
  readonly durationMs: number;
}

/**
 * Tells people what became of a batch: a log line for each submission that was not published, one for the batch, and
 * metrics of it. Ids, reasons and counts only: bodies and command lines may hold secrets.
 */
export class PowertoolsBatchReport {
  readonly #logger: Logger;
  readonly #metrics: Metrics;

  constructor(logger: Logger, metrics: Metrics) {
    this.#logger = logger;
    this.#metrics = metrics;
  }

  publish({ outcomes, retriesDelayed, cost, durationMs }: ProcessedBatch): void {
    for (const outcome of outcomes) this.#logOutcome(outcome);
    const summary = summarizeBatch(outcomes);
    this.#logger.info('Batch processed', {
      ...summary,
      retries_delayed: retriesDelayed,
      put_records: cost,
      duration_ms: durationMs,
    });

    this.#metrics.addMetric('SubmissionsReceived', MetricUnit.Count, summary.received);
    this.#metrics.addMetric('SubmissionsPublished', MetricUnit.Count, summary.published);
    this.#metrics.addMetric('SubmissionsRejected', MetricUnit.Count, summary.rejected);
    this.#metrics.addMetric('SubmissionsContinued', MetricUnit.Count, summary.continued);
    this.#metrics.addMetric('SubmissionsFailed', MetricUnit.Count, summary.failed);
    this.#metrics.addMetric('EventsPublished', MetricUnit.Count, cost.records);
    this.#metrics.publishStoredMetrics();
  }

  #logOutcome(outcome: SubmissionOutcome): void {
    if (outcome.status === 'rejected') {
      this.#logger.warn('Submission rejected: it is in the diagnostic queue', {
        message_id: outcome.messageId,
        device_id: outcome.deviceId,
        reasons: outcome.reasons,
      });
    } else if (outcome.status === 'continued') {
      this.#logger.info('Submission continued: the rest of it is in the submission queue', {
        message_id: outcome.messageId,
        submission_id: outcome.submissionId,
        code: outcome.code,
        events_published: outcome.eventsPublished,
      });
    } else if (outcome.status === 'failed') {
      this.#logger.error(`Submission failed: could not ${outcome.failed}; SQS will deliver it again`, {
        message_id: outcome.messageId,
        submission_id: outcome.submissionId,
        code: outcome.code,
        events_published: outcome.eventsPublished,
      });
    }
  }
}
