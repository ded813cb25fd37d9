import { z } from 'zod';
import { idPrefixOf, sequenceOf } from '../../../lambda/contract/event-id';
import { messageAttributes } from '../../../lambda/contract/message-attributes';
import type { PublishedEvent } from '../../../schemas/formats/event-readers';
import type { QueuedMessage } from '../../emulated-aws/queues';
import { digestBody, digestEvent } from './event-digest';
import { expect } from './oracle';
import { outcomeOf, type Verdict } from './verdict';

/** The events that a submission's JSON asks for, and how far they came in the stream. */
interface Content {
  /** Whether a valid submission has this JSON: else none of its events may come. */
  valid: boolean;
  /** Of each event, by sequence. */
  digests: readonly number[];
  /** The sequence of the next event that has not been in the stream yet. */
  next: number;
  /** An event came before one that precedes it. */
  outOfOrder: boolean;
  /** Events that were not as they should be. */
  altered: number;
  /** When the last message with it was sent, in epoch milliseconds; 0 where none was received. */
  sentTimestamp: number;
}

/** The messages with one body. */
interface Submission {
  /** Their ids. */
  readonly messageIds: string[];
  readonly valid: boolean;
  readonly mayBeTooLarge: boolean;
  readonly content: Content;
}

/** What is left at the end of a run: all that the queues hold. */
export interface Remains {
  readonly submissionQueue: readonly QueuedMessage[];
  readonly diagnosticQueue: readonly QueuedMessage[];
  readonly deadLetterQueue: readonly QueuedMessage[];
}

/**
 * Holds what was sent and received against what the stream and the queues hold. Keeps digests, and neither bodies nor
 * events: 540 bytes for a submission of the captured fleet, 8 of them for each event.
 */
export class Ledger {
  readonly #messageIds = new Set<string>();
  readonly #byBody = new Map<string, Submission>();
  readonly #byIdPrefix = new Map<string, Content>();
  #sent = 0;
  #events = 0;
  #duplicates = 0;
  #foreign = 0;

  /** Distinct events in the stream so far. */
  get events(): number {
    return this.#events;
  }

  /** Messages that are known of so far. */
  get submissions(): number {
    return this.#messageIds.size;
  }

  /** Records so far that are no events, or events that nobody sent. */
  get foreign(): number {
    return this.#foreign;
  }

  /** Takes a message that the run sent. */
  send(messageId: string, body: string): void {
    this.#sent++;
    this.#add(messageId, body);
  }

  /**
   * Takes a message that the function is about to get.
   *
   * @param continues whether it says that it is the rest of a submission: which is believed only where that is known
   */
  receive(messageId: string, body: string, sentTimestamp: number, continues: boolean): void {
    const known = this.#byBody.get(digestBody(body));
    if (known && continues) return;
    this.#add(messageId, body).content.sentTimestamp = sentTimestamp;
  }

  /**
   * Takes a record of the stream.
   *
   * @param event undefined where it is no event of the stream's format
   * @returns where it completes its submission, when that was sent, in epoch milliseconds
   */
  arrive(event: PublishedEvent | undefined, partitionKey: string): number | undefined {
    const content = event && this.#byIdPrefix.get(idPrefixOf(event.eventId));
    if (!event || !content) {
      this.#foreign++;
      return undefined;
    }
    const sequence = sequenceOf(event.eventId);
    const asSubmitted =
      event.eventId.length === ID_LENGTH &&
      event.sequence === sequence &&
      event.submissionId === partitionKey &&
      content.digests[sequence] === digestEvent(event);
    if (!asSubmitted) content.altered++;
    if (sequence < content.next) {
      this.#duplicates++;
      return undefined;
    }
    this.#events++;
    if (sequence > content.next) content.outOfOrder = true;
    content.next = sequence + 1;
    const complete = content.next === content.digests.length && content.sentTimestamp > 0;
    return complete ? content.sentTimestamp : undefined;
  }

  /**
   * Judges the run. What is in flight in the function must have ended, and the stream be read.
   *
   * @param remains undefined where the queues cannot be read: then only what the stream says is judged
   * @param unsent bodies that the queue did not take
   */
  verdict(remains: Remains | undefined, unsent: number): Verdict {
    const { submissionQueue, diagnosticQueue, deadLetterQueue } = remains ?? noRemains;
    const bodiesWaiting = submissionQueue.map(({ body }) => digestBody(body));
    const bodiesDead = deadLetterQueue.map(({ body }) => digestBody(body));
    const waiting = new Set(bodiesWaiting);
    const dead = new Set(bodiesDead);
    const faults = { lost: 0, outOfOrder: 0, altered: 0, rejectedValid: 0, publishedInvalid: 0, unknownRejected: 0 };
    const left = { submissionQueue: 0, deadLetterQueue: 0, unknown: 0 };
    let published = 0;
    let rejected = 0;

    const kept = new Map<string, Set<string>>();
    for (const { body, attributes } of diagnosticQueue) {
      const digest = digestBody(body);
      const source = attributes[messageAttributes.sourceMessageId] ?? '';
      // A message may be kept twice.
      kept.set(digest, (kept.get(digest) ?? new Set()).add(source));
      const known = this.#byBody.get(digest)?.messageIds.includes(source) ?? false;
      if (!known || !hasReasons(attributes[messageAttributes.reasons])) faults.unknownRejected++;
    }
    for (const { altered } of this.#byIdPrefix.values()) faults.altered += altered;
    for (const [body, { messageIds, valid, mayBeTooLarge, content }] of this.#byBody) {
      const { digests, next, outOfOrder, altered } = content;
      const messages = messageIds.length;
      const sources = kept.get(body);
      const rejections = sources ? messageIds.filter((id) => sources.has(id)).length : 0;
      if (outOfOrder) faults.outOfOrder += messages;
      if (!content.valid && next > 0) faults.publishedInvalid += messages;
      const complete = valid && next === digests.length;
      const keptWhole = rejections >= messages && (valid ? mayBeTooLarge && next === 0 : content.valid || next === 0);
      if (valid && rejections > 0 && !(mayBeTooLarge && next === 0)) faults.rejectedValid += messages;

      // What is in a queue is not done, even where the stream has all of it, as it has of a submission without events.
      if (waiting.has(body)) left.submissionQueue += messages;
      else if (dead.has(body)) left.deadLetterQueue += messages;
      else if (complete && rejections === 0) published += outOfOrder || altered > 0 ? 0 : messages;
      else if (keptWhole) rejected += messages;
      else if (!remains) left.unknown += messages;
      else if (!complete) faults.lost += messages;
    }
    // Nobody has told of these: others may send too, and the run ended before the function had them.
    left.submissionQueue += this.#countUnknown(bodiesWaiting);
    left.deadLetterQueue += this.#countUnknown(bodiesDead);
    const judged = { left, faults: { ...faults, foreign: this.#foreign } };
    return {
      outcome: outcomeOf(judged, unsent),
      sent: this.#sent,
      submissions: this.#messageIds.size,
      published,
      rejected,
      events: this.#events,
      duplicates: this.#duplicates,
      ...judged,
    };
  }

  #countUnknown(bodies: readonly string[]): number {
    return bodies.filter((body) => !this.#byBody.has(body)).length;
  }

  #add(messageId: string, body: string): Submission {
    const digest = digestBody(body);
    const submission = this.#byBody.get(digest) ?? this.#open(body);
    this.#byBody.set(digest, submission);
    if (!this.#messageIds.has(messageId)) {
      this.#messageIds.add(messageId);
      submission.messageIds.push(messageId);
    }
    return submission;
  }

  /** The same JSON may come as base64 and as it is: the events are the same, and may be in the stream but once. */
  #open(body: string): Submission {
    const { idPrefix, events, mayBeTooLarge } = expect(body);
    const key = flat(idPrefix);
    const content = this.#byIdPrefix.get(key) ?? {
      valid: false,
      digests: [],
      next: 0,
      outOfOrder: false,
      altered: 0,
      sentTimestamp: 0,
    };
    this.#byIdPrefix.set(key, content);
    // A body that is broken as base64 may decode to the bytes of one that is not: the events are that one's.
    if (events && !content.valid) {
      content.valid = true;
      content.digests = events.map(digestEvent);
    }
    return { messageIds: [], valid: events !== undefined, mayBeTooLarge, content };
  }
}

/** A copy that does not keep the longer texts alive that it was cut and put together from. */
const flat = (text: string): string => Buffer.from(text, 'latin1').toString('latin1');

const noRemains: Remains = { submissionQueue: [], diagnosticQueue: [], deadLetterQueue: [] };

const ID_LENGTH = 36;

const Reasons = z.array(z.object({ path: z.string(), message: z.string().min(1) })).min(1);

const hasReasons = (text = ''): boolean => {
  try {
    return Reasons.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
};
