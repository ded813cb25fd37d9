import type { MetricName } from '../contract/metrics';
import { summarizeBatch } from '../domain/batch/batch-summary';
import type { ProcessedBatch } from '../domain/batch/processed-batch';
import { isThrottlingCode } from './service-failure';

/** The values that a batch adds to each metric. */
export type BatchMetrics = Readonly<Record<MetricName, readonly number[]>>;

export const measureBatch = ({ outcomes, cost, durationMs }: ProcessedBatch): BatchMetrics => {
  const summary = summarizeBatch(outcomes);
  const throttled = Object.entries(cost.refusals).filter(([code]) => isThrottlingCode(code));
  const undiagnosed = outcomes.filter(
    (outcome) => outcome.status === 'failed' && outcome.failed === 'keep in the diagnostic queue',
  );
  return {
    // SQS's clock and the function's may differ, and CloudWatch has no percentiles of a metric with a negative value.
    QueueToStreamLatency: outcomes.flatMap((outcome) =>
      outcome.status === 'published' ? Math.max(0, outcome.latencyMs) : [],
    ),
    SubmissionsReceived: [summary.received],
    SubmissionsPublished: [summary.published],
    SubmissionsRejected: [summary.rejected],
    SubmissionsContinued: [summary.continued],
    SubmissionsFailed: [summary.failed],
    EventsPublished: [cost.records],
    NewProcessEvents: [summary.events.new_process],
    NetworkConnectionEvents: [summary.events.network_connection],
    BytesPublished: [cost.bytes],
    PutRecordsCalls: [cost.calls],
    RecordsRetried: [cost.retries],
    RecordsThrottled: [throttled.reduce((sum, [, count]) => sum + count, 0)],
    DiagnosticSendFailures: [undiagnosed.length],
    BatchDuration: [durationMs],
  };
};
