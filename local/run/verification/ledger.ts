import { idPrefixOf, sequenceOf } from '../../../lambda/contract/event-id';
import { messageAttributes } from '../../../lambda/contract/message-attributes';
import type { QueuedMessage } from '../../emulated-aws/queues';
import { type ExpectedEvents, expectEvents } from './expected-events';

/** How far the events of one submission's content came in the stream. */
interface Arrival {
  /** The sequence of the next event that has not been in the stream yet. */
  next: number;
  /** An event came before one that precedes it. */
  outOfOrder: boolean;
}

interface Received {
  readonly body: string;
  readonly expected: ExpectedEvents | undefined;
}

/** What became of the submissions of a run. */
export interface Verdict {
  readonly received: number;
  /** All events in the stream, none out of order. */
  readonly published: number;
  /** Whole in the diagnostic queue, no event in the stream. */
  readonly rejected: number;
  /** Neither, so far. */
  readonly failed: number;
  /** Distinct events in the stream. */
  readonly events: number;
  /** Records that repeat an event. */
  readonly duplicates: number;
  /** Records that are no events. */
  readonly foreign: number;
  /** Every submission is published or rejected, and the stream holds nothing else. */
  readonly verified: boolean;
}

/**
 * Holds what was received against what the stream and the diagnostic queue hold. Keeps a few numbers a submission,
 * none an event, so that a run can go on for hours.
 */
export class Ledger {
  readonly #received = new Map<string, Received>();
  readonly #arrivals = new Map<string, Arrival>();
  readonly #sentTimestamps = new Map<string, { sentTimestamp: number; count: number }>();
  /** Records that are no events, so far. */
  foreign = 0;
  #events = 0;
  #duplicates = 0;

  get events(): number {
    return this.#events;
  }

  get received(): number {
    return this.#received.size;
  }

  receive(messageId: string, body: string, sentTimestamp: number): void {
    if (this.#received.has(messageId)) return;
    const expected = expectEvents(body);
    this.#received.set(messageId, { body, expected });
    if (expected) this.#sentTimestamps.set(expected.idPrefix, { sentTimestamp, count: expected.count });
  }

  /**
   * Takes an event as it is read from the stream.
   *
   * @returns where it completes its submission, when that was sent, in epoch milliseconds
   */
  arrive(eventId: string): number | undefined {
    const prefix = idPrefixOf(eventId);
    const sequence = sequenceOf(eventId);
    const arrival = this.#arrivals.get(prefix) ?? { next: 0, outOfOrder: false };
    this.#arrivals.set(prefix, arrival);
    if (sequence < arrival.next) {
      this.#duplicates++;
      return undefined;
    }
    this.#events++;
    if (sequence > arrival.next) arrival.outOfOrder = true;
    arrival.next = sequence + 1;
    const sent = this.#sentTimestamps.get(prefix);
    return sent?.count === arrival.next ? sent.sentTimestamp : undefined;
  }

  /** @param diagnosed what the diagnostic queue holds */
  verdict(diagnosed: readonly QueuedMessage[]): Verdict {
    const bodies = new Map(
      diagnosed.map(({ attributes, body }) => [attributes[messageAttributes.sourceMessageId], body]),
    );
    let published = 0;
    let rejected = 0;
    for (const [messageId, { body, expected }] of this.#received) {
      const arrival = expected && this.#arrivals.get(expected.idPrefix);
      if (bodies.has(messageId)) {
        if (bodies.get(messageId) === body && !arrival) rejected++;
      } else if (expected && !arrival?.outOfOrder && (arrival?.next ?? 0) === expected.count) {
        published++;
      }
    }
    const received = this.#received.size;
    const failed = received - published - rejected;
    return {
      received,
      published,
      rejected,
      failed,
      events: this.#events,
      duplicates: this.#duplicates,
      foreign: this.foreign,
      verified: failed === 0 && this.foreign === 0,
    };
  }
}
