/** What a batch came to, in figures: its metrics are made of them, and the log line of the batch shows most. */
export interface BatchSummary {
  /** Deliveries: a redelivery and a continuation count again, and have an end of their own among the next four. */
  readonly received: number;
  readonly published: number;
  readonly rejected: number;
  readonly continued: number;
  readonly failed: number;
  /** Of the failed, the longest time since a sensor sent one of them; undefined where none failed. */
  readonly oldestFailedAgeMs: number | undefined;
  /** Invalid submissions that the diagnostic queue did not confirm; they are among the failed. */
  readonly undiagnosed: number;
  /** By type, of the submissions that were published, with what was published of them before. */
  readonly events: Readonly<Record<string, number>>;
  /** Of the published submissions: from the sensor's send to the acknowledged put of the last event. */
  readonly latenciesMs: readonly number[];
  /** Deliveries that claim to be continuations but are not the function's. */
  readonly mistrusted: number;
  /** The delays of failed deliveries: what was not confirmed comes back after the visibility timeout all the same. */
  readonly retries: SettledMessages;
  /** The messages that continuations take the place of: what was not deleted may be delivered once more. */
  readonly continuedMessages: SettledMessages;
  readonly putRecords: PublishingCost;
  readonly durationMs: number;
}

/** What a queue did of what it was asked to do with messages that it holds. */
export interface SettledMessages {
  /** For how many messages the queue confirmed it. */
  readonly confirmed: number;
  /** For how many it did not, by error code. */
  readonly failures: Readonly<Record<string, number>>;
}

/** What publishing cost. */
export interface PublishingCost {
  /** Of PutRecords or of PutRecord. */
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
  /** How often a record got a sequence number that is not above that of its lane's record before it, in its shard. */
  readonly inversions: number;
}
