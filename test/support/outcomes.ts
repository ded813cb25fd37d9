import type {
  ContinuedOutcome,
  FailedOutcome,
  PublishedOutcome,
  RejectedOutcome,
} from '../../lambda/domain/batch/submission-outcome';

const deviceId = '3ceaaf30-8142-48ea-91d9-3080f9b439fc';
const submissionId = '7856881e-0461-4f9d-8693-3030b63798fa';

/** Outcomes of each kind, with what a test changes in them. */
export const aPublished = (changes: Partial<PublishedOutcome> = {}): PublishedOutcome => ({
  status: 'published',
  messageId: 'message-1',
  deviceId,
  submissionId,
  events: { new_process: 2, network_connection: 1 },
  latencyMs: 1_000,
  redelivered: false,
  ...changes,
});

export const aRejected = (changes: Partial<RejectedOutcome> = {}): RejectedOutcome => ({
  status: 'rejected',
  messageId: 'message-2',
  deviceId,
  reasons: [{ path: 'submission_id', message: 'is not a UUID' }],
  ...changes,
});

export const aContinued = (changes: Partial<ContinuedOutcome> = {}): ContinuedOutcome => ({
  status: 'continued',
  messageId: 'message-3',
  deviceId,
  submissionId,
  code: 'OutOfTime',
  eventsPublished: 5,
  ...changes,
});

export const aFailed = (changes: Partial<FailedOutcome> = {}): FailedOutcome => ({
  status: 'failed',
  messageId: 'message-4',
  deviceId,
  submissionId,
  failed: 'publish',
  code: 'ProvisionedThroughputExceededException',
  eventsPublished: 0,
  ...changes,
});
