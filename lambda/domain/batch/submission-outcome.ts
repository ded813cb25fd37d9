import type { EventCounts } from '../events/event-sequence';
import type { Reason } from '../intake/rejection';

/** What became of one delivery of a submission. */
export type SubmissionOutcome = PublishedOutcome | RejectedOutcome | ContinuedOutcome | FailedOutcome;

/** All its events are in the stream. */
export interface PublishedOutcome {
  readonly status: 'published';
  readonly messageId: string;
  readonly deviceId: string;
  readonly submissionId: string;
  /** By type. */
  readonly events: EventCounts;
  /** From the sensor's send to the last acknowledged put. */
  readonly latencyMs: number;
  /** Whether an earlier delivery of it had another end. */
  readonly redelivered: boolean;
}

/** It is invalid, and is in the diagnostic queue. */
export interface RejectedOutcome {
  readonly status: 'rejected';
  readonly messageId: string;
  readonly deviceId?: string;
  readonly reasons: readonly Reason[];
}

/** Its time was up after some of its events; a continuation is in the submission queue. */
export interface ContinuedOutcome {
  readonly status: 'continued';
  readonly messageId: string;
  readonly deviceId: string;
  readonly submissionId: string;
  /** Why it did not get further: an error's code or name. */
  readonly code: string;
  /** How many of its events are in the stream. */
  readonly eventsPublished: number;
}

/** None of these: the message has to be delivered again. */
export interface FailedOutcome {
  readonly status: 'failed';
  readonly messageId: string;
  /** Absent where it is not known. */
  readonly deviceId?: string;
  /** Absent where the failure came before the submission was read. */
  readonly submissionId?: string;
  /** An error's code or name. */
  readonly code: string;
  /** Where it was thrown, where the function itself is at fault. */
  readonly frames?: readonly string[];
  /** What could not be done. */
  readonly failed: 'publish' | 'continue' | 'keep in the diagnostic queue' | 'process';
  /** How many of its events are in the stream. */
  readonly eventsPublished: number;
}
