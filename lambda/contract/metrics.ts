/**
 * The metrics that the function emits: one namespace, and two dimensions only, since CloudWatch bills every
 * combination of dimension values as a metric of its own. So events are counted by type in a metric a type.
 */
export const METRICS_NAMESPACE = 'TelemetryMapping';
export const SERVICE_NAME = 'telemetry-mapping';

/** What identifies the metrics of a stage, in an account and region. */
export const metricDimensions = (stage: string) => ({ service: SERVICE_NAME, stage });

/**
 * The metrics and their units, as CloudWatch names them. A batch adds one value to each, where nothing else is said.
 */
export const metrics = [
  /**
   * From the sensor's send to the acknowledged put of the submission's last event: one value a published submission,
   * so that percentiles are true. Before the others, see PowertoolsBatchReport.
   */
  { name: 'QueueToStreamLatency', unit: 'Milliseconds' },
  /** Deliveries: a redelivery and a continuation count again, and have an end of their own among the next four. */
  { name: 'SubmissionsReceived', unit: 'Count' },
  { name: 'SubmissionsPublished', unit: 'Count' },
  { name: 'SubmissionsRejected', unit: 'Count' },
  { name: 'SubmissionsContinued', unit: 'Count' },
  { name: 'SubmissionsFailed', unit: 'Count' },
  /** Records that the stream acknowledged. */
  { name: 'EventsPublished', unit: 'Count' },
  /** Of the submissions that were published, with what was published of them before. */
  { name: 'NewProcessEvents', unit: 'Count' },
  /** Likewise. */
  { name: 'NetworkConnectionEvents', unit: 'Count' },
  /** Acknowledged, data and partition keys. */
  { name: 'BytesPublished', unit: 'Bytes' },
  { name: 'PutRecordsCalls', unit: 'Count' },
  /** How often a record was put again. */
  { name: 'RecordsRetried', unit: 'Count' },
  /** How often a record was not accepted because the stream, or its key in KMS, was throttled. */
  { name: 'RecordsThrottled', unit: 'Count' },
  /** Invalid submissions that the diagnostic queue did not confirm; they failed. */
  { name: 'DiagnosticSendFailures', unit: 'Count' },
  { name: 'BatchDuration', unit: 'Milliseconds' },
] as const;

export type MetricName = (typeof metrics)[number]['name'];
