import { type Logger, LogLevelThreshold } from '@aws-lambda-powertools/logger';
import type { BatchSummary, SettledMessages } from '../contract/batch-summary';
import { logMessages } from '../contract/log-messages';
import { type MetricName, metrics, VERSION_DIMENSION, versionMetrics } from '../contract/metrics';
import { sampleDevices } from '../domain/batch/device-sample';
import type { ProcessedBatch } from '../domain/batch/process-batch';
import type { SubmissionOutcome } from '../domain/batch/submission-outcome';
import type { ManyValuedMetrics } from './many-valued-metrics';

/**
 * Contributor Insights counts one device a log line, so a line of the whole batch would not do, and a line for each
 * submission would cost more than all else that is logged.
 */
const DEVICES_SAMPLED = 10;
/** Of a batch whose continuations are not believed; all of them are counted. */
const MISTRUSTED_LISTED = 10;

export interface PowertoolsBatchReportProps {
  readonly logger: Logger;
  readonly metrics: ManyValuedMetrics;
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
  readonly #metrics: ManyValuedMetrics;
  readonly #random: () => number;

  constructor({ logger, metrics, random }: PowertoolsBatchReportProps) {
    this.#logger = logger;
    this.#metrics = metrics;
    this.#random = random;
  }

  /** @param version of the function, as Lambda's context has it */
  publish({ outcomes, mistrusted, summary }: ProcessedBatch, version: string): void {
    // Asking the logger itself, as often as there are submissions, would cost more than all that it has to write.
    const debugs = this.#logger.level <= LogLevelThreshold.DEBUG;
    for (const outcome of outcomes) if (debugs || !isSimplyPublished(outcome)) this.#logOutcome(outcome);
    const { undiagnosed: _, latenciesMs: __, continuedMessages, retries, putRecords, ...rest } = summary;
    const { oldestFailedAgeMs, durationMs, ...counts } = rest;
    this.#logger.info(logMessages.batchProcessed, {
      ...counts,
      oldest_failed_age_ms: oldestFailedAgeMs,
      retries_delayed: retries.confirmed,
      put_records: putRecords,
      duration_ms: durationMs,
    });
    this.#warnOfFailures(logMessages.retriesNotDelayed, retries);
    this.#warnOfFailures(logMessages.continuedNotDeleted, continuedMessages);
    if (mistrusted.length > 0) {
      this.#logger.warn(logMessages.continuationsNotBelieved, {
        count: mistrusted.length,
        messages: mistrusted
          .slice(0, MISTRUSTED_LISTED)
          .map(({ messageId, mistrustedSender }) => ({ message_id: messageId, sender_id: mistrustedSender })),
      });
    }
    for (const { deviceId, submissions } of sampleDevices(outcomes, DEVICES_SAMPLED, this.#random())) {
      this.#logger.info(logMessages.deviceSampled, { device_id: deviceId, submissions });
    }
    this.#publishMetrics(summary);
    this.#publishVersionMetrics(summary, version);
  }

  #warnOfFailures(message: string, { failures }: SettledMessages): void {
    if (Object.keys(failures).length > 0) this.#logger.warn(message, { codes: failures });
  }

  /**
   * The latencies are the only metric of many values, and come first, so that there always is something left for the
   * last blob.
   */
  #publishMetrics(summary: BatchSummary): void {
    this.#addMetrics(summary, () => true);
    this.#metrics.publishStoredMetrics();
  }

  /** In a blob of their own, since dimensions are those of a whole blob. Powertools drops the added one with the blob. */
  #publishVersionMetrics(summary: BatchSummary, version: string): void {
    const judging: ReadonlySet<MetricName> = new Set(versionMetrics);
    this.#metrics.addDimension(VERSION_DIMENSION, version);
    this.#addMetrics(summary, (name) => judging.has(name));
    this.#metrics.publishStoredMetrics();
  }

  #addMetrics(summary: BatchSummary, isWanted: (name: MetricName) => boolean): void {
    for (const { name, unit, measure } of metrics.filter((metric) => isWanted(metric.name))) {
      const measured = measure(summary);
      if (typeof measured === 'number') this.#metrics.addMetric(name, unit, measured);
      else this.#metrics.addValues(name, unit, measured);
    }
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
          frames: outcome.frames,
          events_published: outcome.eventsPublished,
        });
        break;
    }
  }
}

const isSimplyPublished = (outcome: SubmissionOutcome): boolean =>
  outcome.status === 'published' && !outcome.redelivered;
