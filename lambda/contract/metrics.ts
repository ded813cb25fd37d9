import { eventTypes } from '../event-types/event-types';
import type { BatchSummary } from './batch-summary';

/**
 * The metrics that the function emits: one namespace, and two dimensions only, since CloudWatch bills every
 * combination of dimension values as a metric of its own. So events are counted by type in a metric a type. The few that
 * judge a version have its number as a third dimension, too.
 */
export const METRICS_NAMESPACE = 'TelemetryMapping';
export const SERVICE_NAME = 'telemetry-mapping';

/** What identifies the metrics of a stage, in an account and region. */
export const metricDimensions = (stage: string) => ({ service: SERVICE_NAME, stage });

interface Metric {
  readonly name: string;
  /** As CloudWatch names it. */
  readonly unit: 'Count' | 'Bytes' | 'Milliseconds';
  /** What a batch adds. */
  readonly measure: (batch: BatchSummary) => number | readonly number[];
}

const total = (byCode: Readonly<Record<string, number>>): number =>
  Object.values(byCode).reduce((sum, count) => sum + count, 0);

export const metrics = [
  {
    // One value a published submission, so that percentiles are true. Before the others, see PowertoolsBatchReport.
    name: 'QueueToStreamLatency',
    unit: 'Milliseconds',
    // SQS's clock and the function's may differ, and CloudWatch has no percentiles of a metric with a negative value.
    measure: ({ latenciesMs }) => latenciesMs.map((latency) => Math.max(0, latency)),
  },
  { name: 'SubmissionsReceived', unit: 'Count', measure: ({ received }) => received },
  { name: 'SubmissionsPublished', unit: 'Count', measure: ({ published }) => published },
  { name: 'SubmissionsRejected', unit: 'Count', measure: ({ rejected }) => rejected },
  { name: 'SubmissionsContinued', unit: 'Count', measure: ({ continued }) => continued },
  { name: 'ContinuationsMistrusted', unit: 'Count', measure: ({ mistrusted }) => mistrusted },
  { name: 'SubmissionsFailed', unit: 'Count', measure: ({ failed }) => failed },
  {
    // No value where none failed. The clocks of SQS and of the function may differ.
    name: 'OldestFailedAge',
    unit: 'Milliseconds',
    measure: ({ oldestFailedAgeMs }) => (oldestFailedAgeMs === undefined ? [] : Math.max(0, oldestFailedAgeMs)),
  },
  { name: 'EventsPublished', unit: 'Count', measure: ({ putRecords }) => putRecords.records },
  ...eventTypes.map(
    ({ name, metric }) =>
      ({ name: metric.name, unit: 'Count', measure: ({ events }: BatchSummary) => events[name] ?? 0 }) as const,
  ),
  { name: 'BytesPublished', unit: 'Bytes', measure: ({ putRecords }) => putRecords.bytes },
  // With strict ordering, calls of PutRecord. The name is older than the choice, and graphs of others may have it.
  { name: 'PutRecordsCalls', unit: 'Count', measure: ({ putRecords }) => putRecords.calls },
  { name: 'RecordsRetried', unit: 'Count', measure: ({ putRecords }) => putRecords.retries },
  { name: 'RecordsThrottled', unit: 'Count', measure: ({ putRecords }) => putRecords.throttled },
  { name: 'OrderInversions', unit: 'Count', measure: ({ putRecords }) => putRecords.inversions },
  { name: 'RetriesNotDelayed', unit: 'Count', measure: ({ retries }) => total(retries.failures) },
  { name: 'ContinuedNotDeleted', unit: 'Count', measure: ({ continuedMessages }) => total(continuedMessages.failures) },
  { name: 'DiagnosticSendFailures', unit: 'Count', measure: ({ undiagnosed }) => undiagnosed },
  { name: 'BatchDuration', unit: 'Milliseconds', measure: ({ durationMs }) => durationMs },
] as const satisfies readonly Metric[];

export type MetricName = (typeof metrics)[number]['name'];

/** By service, stage and version as well: what a deployment watches of the version that it brings. */
export const versionMetrics = [
  'SubmissionsReceived',
  'SubmissionsRejected',
  'SubmissionsFailed',
] as const satisfies readonly MetricName[];
export type VersionMetricName = (typeof versionMetrics)[number];
/** Its value is the version's number, as Lambda names it. */
export const VERSION_DIMENSION = 'version';
