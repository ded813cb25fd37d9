import type { BatchSummary } from '../../contract/batch-summary';
import { eventTypes } from '../../event-types/event-types';
import type { SubmissionMessage } from '../intake/message';
import type { RetryDelay } from '../ports';
import { processSubmission, type SubmissionServices } from './process-submission';
import { retryDelay } from './retry-delay';
import type { SubmissionOutcome } from './submission-outcome';

export interface BatchProps extends SubmissionServices {
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/** The submissions of one invocation: what becomes of each, and what all of them came to. */
export class Batch {
  readonly outcomes: SubmissionOutcome[] = [];
  readonly #props: BatchProps;
  readonly #startedAt: number;
  readonly #delays: RetryDelay[] = [];

  constructor(props: BatchProps) {
    this.#props = props;
    this.#startedAt = props.clock.now();
  }

  /** Never rejects. */
  async process(message: SubmissionMessage): Promise<SubmissionOutcome> {
    const outcome = await processSubmission(message, this.#props);
    this.outcomes.push(outcome);
    if (outcome.status === 'failed') {
      this.#delays.push({ message, seconds: retryDelay(message.receiveCount, this.#props.random()) });
    }
    return outcome;
  }

  /** Has the failed submissions come back soon, and sums up. Never rejects. */
  async end(): Promise<BatchSummary> {
    const { submissionQueue, publisher, clock } = this.#props;
    const retries = await submissionQueue.delayRetries(this.#delays);
    return {
      ...summarizeOutcomes(this.outcomes),
      retries,
      putRecords: publisher.cost,
      durationMs: clock.now() - this.#startedAt,
    };
  }
}

/** What outcomes come to, by what became of the submissions. */
export const summarizeOutcomes = (
  outcomes: readonly SubmissionOutcome[],
): Omit<BatchSummary, 'retries' | 'putRecords' | 'durationMs'> => {
  const counts = { received: outcomes.length, published: 0, rejected: 0, continued: 0, failed: 0, undiagnosed: 0 };
  const events = new Map<string, number>(eventTypes.map(({ name }) => [name, 0]));
  const latenciesMs: number[] = [];
  for (const outcome of outcomes) {
    counts[outcome.status]++;
    if (outcome.status === 'failed' && outcome.failed === 'keep in the diagnostic queue') counts.undiagnosed++;
    if (outcome.status !== 'published') continue;
    latenciesMs.push(outcome.latencyMs);
    for (const [type, count] of Object.entries(outcome.events)) events.set(type, (events.get(type) ?? 0) + count);
  }
  return { ...counts, events: Object.fromEntries(events), latenciesMs };
};
