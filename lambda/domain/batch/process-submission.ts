import { findOversizedEvent, RECORD_SIZE_LIMIT, type RecordEncoder } from '../events/stream-record';
import { type EventSequence, submissionToEvents } from '../events/telemetry-event';
import { decodeSubmission, type ValidSubmission } from '../intake/decode-submission';
import type { SubmissionMessage } from '../intake/message';
import type { Rejection } from '../intake/rejection';
import type { Clock, DiagnosticQueue, SubmissionQueue } from '../ports';
import type { OrderedPublisher } from '../publishing/ordered-publisher';
import type { FailedOutcome, SubmissionOutcome } from './submission-outcome';

/** What it takes to process a submission: the submissions of a batch share it. */
export interface SubmissionServices {
  readonly publisher: OrderedPublisher;
  readonly diagnosticQueue: DiagnosticQueue;
  readonly submissionQueue: SubmissionQueue;
  readonly encode: RecordEncoder;
  readonly clock: Clock;
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
  try {
    const decoded = decodeSubmission(message.body);
    return decoded.valid
      ? await publish(message, decoded.decoded, services)
      : await reject(message, decoded.rejection, services);
  } catch (error) {
    return failed(message, 'process', errorName(error));
  }
};

const publish = async (
  message: SubmissionMessage,
  valid: ValidSubmission,
  services: SubmissionServices,
): Promise<SubmissionOutcome> => {
  const { publisher, encode, clock } = services;
  const events = submissionToEvents(valid);
  const oversized = findOversizedEvent(events, encode, valid.json.byteLength);
  if (oversized) return reject(message, oversizedRejection(events, oversized), services);

  const lane = { length: events.length, record: (position: number) => encode(events.at(position)) };
  const start = message.resumeFrom <= events.length ? message.resumeFrom : 0;
  const { published, failure } = await publisher.publish(lane, start);
  if (failure) {
    const outcome = {
      ...failed(message, 'publish', failure.code),
      deviceId: events.deviceId,
      submissionId: events.submissionId,
      eventsPublished: published,
    };
    return published > start ? continueLater(message, outcome, services) : outcome;
  }
  return {
    status: 'published',
    messageId: message.messageId,
    deviceId: events.deviceId,
    submissionId: events.submissionId,
    events: events.counts,
    latencyMs: clock.now() - message.sentTimestamp,
    redelivered: message.receiveCount > 1 || message.resumeFrom > 0,
  };
};

/** A continuation, unlike a redelivery, repeats no event, and its receives count anew. */
const continueLater = async (
  message: SubmissionMessage,
  outcome: FailedOutcome & { readonly deviceId: string; readonly submissionId: string },
  { submissionQueue }: SubmissionServices,
): Promise<SubmissionOutcome> => {
  try {
    await submissionQueue.sendContinuation(message, outcome.eventsPublished);
  } catch (error) {
    return { ...outcome, failed: 'continue', code: errorName(error) };
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
    const { deviceId } = rejection;
    return { ...failed(message, 'keep in the diagnostic queue', errorName(error)), ...(deviceId && { deviceId }) };
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

const failed = (message: SubmissionMessage, what: FailedOutcome['failed'], code: string): FailedOutcome => ({
  status: 'failed',
  messageId: message.messageId,
  failed: what,
  code,
  eventsPublished: 0,
});

/** Messages of unknown errors may quote the submission, so they stay out of the log. */
const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'UnknownError');
