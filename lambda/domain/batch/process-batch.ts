import type { BatchSummary } from '../../contract/batch-summary';
import type { Delivery, SubmissionMessage } from '../intake/message';
import { failedToProcess, processSubmission, type SubmissionServices } from './process-submission';
import { retryDelay } from './retry-delay';
import type { SubmissionOutcome } from './submission-outcome';
import { summarizeOutcomes } from './summarize-outcomes';

export interface BatchServices extends SubmissionServices {
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/** What became of the submissions of one invocation. */
export interface ProcessedBatch {
  /** One a delivery, in no particular order. */
  readonly outcomes: readonly SubmissionOutcome[];
  /** Those that claim to be continuations, but somebody else than the function sent them. */
  readonly mistrusted: readonly SubmissionMessage[];
  readonly summary: BatchSummary;
}

interface Processed {
  readonly message: SubmissionMessage | undefined;
  readonly outcome: SubmissionOutcome;
}

/** How much is decoded before the event loop is given back, in UTF-16 units: several hundred usual submissions. */
const LENGTH_A_TURN = 262_144;

/** Processes the submissions of one invocation, and has those that failed come back. Never rejects. */
export const processBatch = async (
  deliveries: readonly Delivery[],
  services: BatchServices,
): Promise<ProcessedBatch> => {
  const { submissionQueue, publisher, clock, random } = services;
  const startedAt = clock.now();
  // Stryker disable next-line ArrayDeclaration: a text has nothing of what is read of a message
  const messages = deliveries.flatMap(({ message }) => message ?? []);
  // As early as possible: before it is delivered again.
  const deletion = submissionQueue.delete(messages.flatMap(({ continuation }) => continuation?.receiptHandle ?? []));

  const processed = await processAll(deliveries, services);
  const failed = processed.flatMap(({ message, outcome }) =>
    message && outcome.status === 'failed' ? { message, failed: outcome.failed } : [],
  );
  const retries = await submissionQueue.delayRetries(
    failed.map(({ message, failed }) => ({ message, seconds: retryDelay(failed, message.receiveCount, random()) })),
  );
  const outcomes = processed.map(({ outcome }) => outcome);
  const mistrusted = messages.filter(({ mistrustedSender }) => mistrustedSender !== undefined);
  return {
    outcomes,
    mistrusted,
    summary: {
      ...summarizeOutcomes(outcomes),
      oldestFailedAgeMs: oldestAge(
        failed.map(({ message }) => message),
        clock.now(),
      ),
      mistrusted: mistrusted.length,
      retries,
      continuedMessages: await deletion,
      putRecords: publisher.cost,
      durationMs: clock.now() - startedAt,
    },
  };
};

const oldestAge = (messages: readonly SubmissionMessage[], now: number): number | undefined =>
  messages.length === 0 ? undefined : now - Math.min(...messages.map(({ sentTimestamp }) => sentTimestamp));

/**
 * Small submissions first, and the large ones one at a time with a turn of the event loop between them, so that what
 * takes long to decode does not hold the puts of what does not.
 */
const processAll = async (
  deliveries: readonly Delivery[],
  services: SubmissionServices,
): Promise<readonly Processed[]> => {
  const processing: Promise<Processed>[] = [];
  let ofThisTurn = 0;
  for (const delivery of deliveries.toSorted((a, b) => a.length - b.length)) {
    if (ofThisTurn > 0 && ofThisTurn + delivery.length > LENGTH_A_TURN) {
      await services.clock.nextTurn();
      ofThisTurn = 0;
    }
    ofThisTurn += delivery.length;
    processing.push(processDelivery(delivery, services));
  }
  return Promise.all(processing);
};

const processDelivery = async (delivery: Delivery, services: SubmissionServices): Promise<Processed> => ({
  message: delivery.message,
  outcome: delivery.message
    ? await processSubmission(delivery.message, services)
    : failedToProcess(delivery.messageId, delivery.fault),
});
