/** The messages of the function's log lines, by which saved queries and insight rules find them. */
export const logMessages = {
  batchProcessed: 'Batch processed',
  retriesNotDelayed: 'Retries not delayed: they come after the visibility timeout',
  continuationsNotBelieved:
    'Continuations not believed: the function did not send them, so they start at their first event',
  continuedNotDeleted: 'Continued messages not deleted: their events may be published again',
  deviceSampled: 'Device sampled',
  submissionPublished: 'Submission published',
  submissionRejected: 'Submission rejected: it is in the diagnostic queue',
  submissionContinued: 'Submission continued: the rest of it is in the submission queue',
  submissionFailed: 'Submission failed: SQS will deliver it again',
} as const;
