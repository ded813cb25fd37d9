import { countByType, type EventSequence, submissionToEvents } from '../events/event-sequence';
import { findOversizedEvent, RECORD_SIZE_LIMIT, type RecordEncoder } from '../events/stream-record';
import { decodeSubmission, type ValidSubmission } from '../intake/decode-submission';
import type { Progress, SubmissionMessage } from '../intake/message';
import type { Rejection } from '../intake/rejection';
import type { Clock, DiagnosticQueue, SubmissionQueue } from '../ports';
import type { OrderedPublisher } from '../publishing/ordered-publisher';
import { OUT_OF_TIME, type TimeBudget } from '../publishing/time-budget';
import { describeFault } from './fault';
import type { FailedOutcome, SubmissionOutcome } from './submission-outcome';

/** What it takes to process a submission: the submissions of a batch share it. */
export interface SubmissionServices {
  readonly publisher: OrderedPublisher;
  readonly diagnosticQueue: DiagnosticQueue;
  readonly submissionQueue: SubmissionQueue;
  readonly encode: RecordEncoder;
  readonly clock: Clock;
  readonly time: Pick<TimeBudget, 'stopPutsAt'>;
}

/**
 * Takes one submission from its message to its end: its events into the stream, or, where it is invalid, its body
 * into the diagnostic queue. Where time is up before its last event, a continuation takes it from there. Never
 * rejects: a fault of one submission is its own outcome.
 */
export const processSubmission = async (
  message: SubmissionMessage,
  services: SubmissionServices,
): Promise<SubmissionOutcome> => {
  if (services.clock.now() >= services.time.stopPutsAt) return failed(message.messageId, 'process', OUT_OF_TIME);
  try {
    const decoded = decodeSubmission(message.body);
    return decoded.valid
      ? await publish(message, decoded.decoded, services)
      : await reject(message, decoded.rejection, services);
  } catch (error) {
    return failedToProcess(message.messageId, error);
  }
};

/** The outcome of a submission that an error came between which nobody foresaw. */
export const failedToProcess = (messageId: string, error: unknown): FailedOutcome => {
  const { code, frames } = describeFault(error);
  return { ...failed(messageId, 'process', code), frames };
};

const publish = async (
  message: SubmissionMessage,
  valid: ValidSubmission,
  services: SubmissionServices,
): Promise<SubmissionOutcome> => {
  const { publisher, encode, clock } = services;
  const events = submissionToEvents(valid);
  const record = encode(events);
  const oversized = findOversizedEvent(events, record, valid.json.byteLength);
  if (oversized) return reject(message, oversizedRejection(events, oversized), services);

  const lane = { length: events.length, record };
  const { from } = message.continuation ?? {};
  // A continuation that got further than there are events is none of this submission.
  const start = from && from.published <= events.length ? from : { published: 0 };
  const { failure, ...progress } = await publisher.publish(lane, start);
  if (failure) {
    const outcome = {
      ...failed(message.messageId, 'publish', failure.code),
      deviceId: events.deviceId,
      submissionId: events.submissionId,
      eventsPublished: progress.published,
    };
    return progress.published > start.published ? continueLater(message, outcome, progress, services) : outcome;
  }
  return {
    status: 'published',
    messageId: message.messageId,
    deviceId: events.deviceId,
    submissionId: events.submissionId,
    events: countByType(events),
    latencyMs: clock.now() - message.sentTimestamp,
    redelivered: message.receiveCount > 1 || message.continuation !== undefined,
  };
};

/** A continuation, unlike a redelivery, repeats no event, and its receives count anew. */
const continueLater = async (
  message: SubmissionMessage,
  outcome: FailedOutcome & { readonly deviceId: string; readonly submissionId: string },
  progress: Progress,
  { submissionQueue }: SubmissionServices,
): Promise<SubmissionOutcome> => {
  try {
    await submissionQueue.sendContinuation(message, progress);
  } catch (error) {
    return { ...outcome, failed: 'continue', code: describeFault(error).code };
  }
  const { messageId, deviceId, submissionId, code, eventsPublished } = outcome;
  return { status: 'continued', messageId, deviceId, submissionId, code, eventsPublished };
};

const reject = async (
  message: SubmissionMessage,
  rejection: Rejection,
  { diagnosticQueue }: SubmissionServices,
): Promise<SubmissionOutcome> => {
  try {
    await diagnosticQueue.keep(message, rejection);
  } catch (error) {
    const { code } = describeFault(error);
    const { deviceId } = rejection;
    return { ...failed(message.messageId, 'keep in the diagnostic queue', code), ...(deviceId && { deviceId }) };
  }
  return { status: 'rejected', messageId: message.messageId, ...rejection };
};

const oversizedRejection = (
  events: EventSequence,
  { sequence, size }: { readonly sequence: number; readonly size: number },
): Rejection => ({
  deviceId: events.deviceId,
  reasons: [
    {
      path: 'events',
      message: `The event at sequence ${sequence} takes ${size} bytes as a record, but the stream takes at most ${RECORD_SIZE_LIMIT}`,
    },
  ],
});

const failed = (messageId: string, what: FailedOutcome['failed'], code: string): FailedOutcome => ({
  status: 'failed',
  messageId,
  failed: what,
  code,
  eventsPublished: 0,
});
