import type { SettledMessages } from '../contract/batch-summary';
import type { StreamRecord } from './events/stream-record';
import type { Progress, SubmissionMessage } from './intake/message';
import type { Rejection } from './intake/rejection';

/** What became of one record of a put. */
export type PutResult =
  | {
      readonly accepted: true;
      /** Where the record stands in its shard: a decimal number, higher than those of the records before it. */
      readonly sequenceNumber: string;
      readonly shardId: string;
    }
  | {
      readonly accepted: false;
      /** The service's error code, or the name of the client's error. */
      readonly code: string;
      /** Whether the same record may be accepted later: false for what only a person can mend. */
      readonly retryable: boolean;
      /** Whether the service takes less at the moment than it is given. */
      readonly throttled: boolean;
    };

/** A record, and behind which other one it has to stand. */
export interface RecordToPut extends StreamRecord {
  /** The sequence number of the record before it; absent where there is none, or where it is not known. */
  readonly after?: string | undefined;
}

/** How much is put at once. */
export interface PutLimits {
  readonly recordsPerCall: number;
  /** Data and partition keys. */
  readonly bytesPerCall: number;
  readonly callsInFlight: number;
}

export interface EventStream {
  readonly limits: PutLimits;

  /**
   * Puts records, with no order among them. A record whose result is not `accepted` may still be in the stream: the
   * response may have been lost.
   *
   * @param timeoutMs when to give up waiting
   * @returns one result a record, in the records' order; never rejects
   */
  put(records: readonly RecordToPut[], timeoutMs: number): Promise<readonly PutResult[]>;
}

export interface DiagnosticQueue {
  /**
   * Keeps an invalid submission for people: its body unchanged, and why it is invalid.
   *
   * @throws where the queue did not confirm it
   */
  keep(message: SubmissionMessage, rejection: Rejection): Promise<void>;
}

/** The queue that submissions come from. */
export interface SubmissionQueue {
  /**
   * Sends the submission again, to be taken up after the events that are in the stream. Where nobody knows whether the
   * queue took it, it is not sent once more: two of them would both go on to the end.
   *
   * @param from how many those are
   * @throws where the queue did not confirm it, or would not take it
   */
  sendContinuation(message: SubmissionMessage, from: Progress): Promise<void>;

  /**
   * Has failed deliveries come back after a delay, instead of the whole visibility timeout: as many as possible.
   *
   * @returns never rejects
   */
  delayRetries(delays: readonly RetryDelay[]): Promise<SettledMessages>;

  /**
   * Deletes messages, by the receipt handles of their latest deliveries; one that is gone already counts as deleted.
   *
   * @returns never rejects
   */
  delete(receiptHandles: readonly string[]): Promise<SettledMessages>;
}

export interface RetryDelay {
  readonly message: SubmissionMessage;
  readonly seconds: number;
}

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Resolves after what is ready to run by now: answers of services among it. */
  nextTurn(): Promise<void>;
}
