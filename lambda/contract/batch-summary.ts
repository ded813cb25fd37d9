/** What a batch came to, in figures: its metrics are made of them, and the log line of the batch shows most. */
export interface BatchSummary {
  /** Deliveries: a redelivery and a continuation count again, and have an end of their own among the next four. */
  readonly received: number;
  readonly published: number;
  readonly rejected: number;
  readonly continued: number;
  readonly failed: number;
  /** Invalid submissions that the diagnostic queue did not confirm; they are among the failed. */
  readonly undiagnosed: number;
  /** By type, of the submissions that were published, with what was published of them before. */
  readonly events: Readonly<Record<string, number>>;
  /** Of the published submissions: from the sensor's send to the acknowledged put of the last event. */
  readonly latenciesMs: readonly number[];
  readonly retries: DelayedRetries;
  readonly putRecords: PublishingCost;
  readonly durationMs: number;
}

/** What became of the delays of failed deliveries. */
export interface DelayedRetries {
  /** For how many deliveries the queue confirmed them. */
  readonly delayed: number;
  /** How many come back after the visibility timeout all the same, by error code. */
  readonly failures: Readonly<Record<string, number>>;
}

/** What publishing cost. */
export interface PublishingCost {
  readonly calls: number;
  /** Records that were accepted. */
  readonly records: number;
  /** Accepted, data and partition keys. */
  readonly bytes: number;
  /** How often a record was put again. */
  readonly retries: number;
  /** How often a record was not accepted because the stream, or its key in KMS, was throttled. */
  readonly throttled: number;
  /** How often a record was not accepted, by error code. */
  readonly refusals: Readonly<Record<string, number>>;
}
