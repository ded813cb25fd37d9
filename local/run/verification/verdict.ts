/** What must not happen, in submissions unless said otherwise. */
export interface Faults {
  /** Neither whole in the stream, nor in the diagnostic queue, nor left in a queue. */
  readonly lost: number;
  /** An event came before one that precedes it. */
  readonly outOfOrder: number;
  /** Events whose content, partition key or id is not what was submitted, or differs from their first occurrence. */
  readonly altered: number;
  /** Valid, but in the diagnostic queue. */
  readonly rejectedValid: number;
  /** Invalid, but an event of it is in the stream. */
  readonly publishedInvalid: number;
  /** Messages of the diagnostic queue that nobody sent so, or that do not say which message they were, and why they are there. */
  readonly unknownRejected: number;
  /** Records of the stream that are no events, or events that nobody sent. */
  readonly foreign: number;
}

/** Where submissions still are. */
export interface Left {
  readonly submissionQueue: number;
  readonly deadLetterQueue: number;
  /** Nobody knows: the queues could not be read. */
  readonly unknown: number;
}

/**
 * Whether what was promised was kept: `right` says that all of it was checked and found so; `incomplete` that nothing
 * is wrong, but something is not done.
 */
export type Outcome = 'right' | 'incomplete' | 'wrong';

/** What became of the submissions of a run. */
export interface Verdict {
  readonly outcome: Outcome;
  /** By the run itself; others may send too. */
  readonly sent: number;
  /** By the queue from anybody, or by the function. */
  readonly submissions: number;
  /** All events in the stream, in order, as they were submitted. */
  readonly published: number;
  /** Whole in the diagnostic queue, no event in the stream. */
  readonly rejected: number;
  readonly left: Left;
  /** Distinct events in the stream. */
  readonly events: number;
  /** Records that repeat an event. */
  readonly duplicates: number;
  readonly faults: Faults;
}

/** @param unsent bodies that the queue did not take */
export const outcomeOf = ({ faults, left }: Pick<Verdict, 'faults' | 'left'>, unsent: number): Outcome => {
  if (Object.values(faults).some((count) => count > 0)) return 'wrong';
  return left.submissionQueue + left.deadLetterQueue + left.unknown + unsent > 0 ? 'incomplete' : 'right';
};
