import type { Logger } from '@aws-lambda-powertools/logger';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import { logMessages } from '../contract/log-messages';
import { metrics } from '../contract/metrics';
import { summarizeBatch } from '../domain/batch/batch-summary';
import { sampleDevices } from '../domain/batch/device-sample';
import type { ProcessedBatch } from '../domain/batch/processed-batch';
import type { SubmissionOutcome } from '../domain/batch/submission-outcome';
import { measureBatch } from './batch-metrics';

/**
 * Contributor Insights counts one device a log line, so a line of the whole batch would not do, and a line for each
 * submission would cost more than all else that is logged.
 */
const DEVICES_SAMPLED = 10;

export interface PowertoolsBatchReportProps {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/**
 * Tells people what became of a batch: a log line for each submission that was not simply published, one for the
 * batch, a sample of its devices, and metrics. Ids, reasons and counts only: bodies and command lines may hold
 * secrets.
 */
export class PowertoolsBatchReport {
  readonly #logger: Logger;
  readonly #metrics: Metrics;
  readonly #random: () => number;

  constructor({ logger, metrics, random }: PowertoolsBatchReportProps) {
    this.#logger = logger;
    this.#metrics = metrics;
    this.#random = random;
  }

  publish(batch: ProcessedBatch): void {
    for (const outcome of batch.outcomes) this.#logOutcome(outcome);
    this.#logger.info(logMessages.batchProcessed, {
      ...summarizeBatch(batch.outcomes),
      retries_delayed: batch.retries.delayed,
      put_records: batch.cost,
      duration_ms: batch.durationMs,
    });
    if (Object.keys(batch.retries.failures).length > 0) {
      this.#logger.warn(logMessages.retriesNotDelayed, { codes: batch.retries.failures });
    }
    for (const { deviceId, submissions } of sampleDevices(batch.outcomes, DEVICES_SAMPLED, this.#random())) {
      this.#logger.info(logMessages.deviceSampled, { device_id: deviceId, submissions });
    }
    this.#publishMetrics(batch);
  }

  /**
   * CloudWatch drops what an embedded metric has beyond 100 values, so Powertools ends the blob at 100. The latencies
   * are the only metric of many values, and come first, so that there always is something left for the last blob.
   */
  #publishMetrics(batch: ProcessedBatch): void {
    const values = measureBatch(batch);
    for (const { name, unit } of metrics) {
      for (const value of values[name]) this.#metrics.addMetric(name, unit, value);
    }
    this.#metrics.publishStoredMetrics();
  }

  #logOutcome(outcome: SubmissionOutcome): void {
    switch (outcome.status) {
      case 'published':
        // The line that ends the story of a submission that was logged before; for others it would cost too much.
        this.#logger[outcome.redelivered ? 'info' : 'debug'](logMessages.submissionPublished, {
          message_id: outcome.messageId,
          device_id: outcome.deviceId,
          submission_id: outcome.submissionId,
          events: outcome.events,
          latency_ms: outcome.latencyMs,
        });
        break;
      case 'rejected':
        this.#logger.warn(logMessages.submissionRejected, {
          message_id: outcome.messageId,
          device_id: outcome.deviceId,
          reasons: outcome.reasons,
        });
        break;
      case 'continued':
        this.#logger.info(logMessages.submissionContinued, {
          message_id: outcome.messageId,
          device_id: outcome.deviceId,
          submission_id: outcome.submissionId,
          code: outcome.code,
          events_published: outcome.eventsPublished,
        });
        break;
      case 'failed':
        this.#logger.error(logMessages.submissionFailed, {
          message_id: outcome.messageId,
          device_id: outcome.deviceId,
          submission_id: outcome.submissionId,
          failed_to: outcome.failed,
          code: outcome.code,
          events_published: outcome.eventsPublished,
        });
        break;
    }
  }
}
