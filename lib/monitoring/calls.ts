import { Duration } from 'aws-cdk-lib';

/** How people are told of an alarm that another one may explain: the other one has told then. */
export interface Call {
  /** The last part of the name of the alarm that tells. */
  readonly id: string;
  /** What it means for users, and how it comes about, in sentences. */
  readonly meaning: string;
  /** Its section of the runbook. */
  readonly section: string;
  /** The ids of the alarms that explain it: while one of them rings, this one is silent. */
  readonly explainedBy: readonly [string, ...string[]];
  /** How long after these have ended it is still a part of what they told. */
  readonly aftermath: Duration;
}

/** Of an alarm that ends as early as the one that explains it, give or take the minutes that they take to be evaluated. */
const SHORT_AFTERMATH = Duration.minutes(10);

/**
 * Of two alarms, since what waits longer in the queue was first late at its end. Whatever says why is told instead, and
 * a backlog of it may take this time to drain.
 */
export const detectionLate: Call = {
  id: 'detection-late',
  meaning: 'Detection is late, and no other alarm says why.',
  section: 'detection-late',
  explainedBy: [
    'function-errors',
    'function-throttles',
    'function-duration',
    'source-stalled',
    'messages-in-flight',
    'stream-throttled',
    'stream-failed-records',
    'failed-submissions',
  ],
  aftermath: Duration.minutes(30),
};

/** Only the stream's own alarms say why submissions fail. */
export const submissionsFail: Call = {
  id: 'submissions-fail',
  meaning: 'Detection is late: submissions fail and are delivered again, and the stream does not say why.',
  section: 'failed-submissions',
  explainedBy: ['stream-throttled', 'stream-failed-records'],
  aftermath: SHORT_AFTERMATH,
};

/** One submission can hold it for a day, so it is explained by nothing that stands longer than the failing of many. */
export const submissionKeepsFailing: Call = {
  id: 'submission-keeps-failing',
  meaning: 'Detection of a submission is late and gets later: it keeps failing, while most others pass.',
  section: 'failed-submission-age',
  explainedBy: ['failed-submissions', 'diagnostic-failures'],
  aftermath: SHORT_AFTERMATH,
};

/** An invocation that is cut off is an error, and was long. */
export const functionStalls: Call = {
  id: 'function-stalls',
  meaning: 'Batches are about to be cut off by the timeout, and then fail whole and are repeated.',
  section: 'function-duration',
  explainedBy: ['function-errors'],
  aftermath: SHORT_AFTERMATH,
};
