import { createHistogram } from 'node:perf_hooks';
import type { _Record as KinesisRecord } from '@aws-sdk/client-kinesis';
import type { SQSRecord } from 'aws-lambda';
import { messageAttributes as attributeNames } from '../../lambda/contract/message-attributes';
import type { EventReader, PublishedEvent } from '../../schemas/formats/event-readers';
import { type LoggedRejection, parseBatchLine, parseRejectedLine } from './function-log';
import type { RunObserver } from './mapping-run';
import { type Latency, RecentLatency } from './recent-latency';
import type { RunStatus } from './run-status';
import type { RunSummary } from './run-summary';
import { Ledger } from './verification/ledger';

const EVENTS_KEPT_A_TYPE = 20;
const REJECTIONS_KEPT = 10;
const REASONS_TOLD = 3;
/** Rates and latencies are those of this time. */
const WINDOW_MS = 5_000;

interface Sample {
  readonly at: number;
  readonly received: number;
  readonly events: number;
}

/** Follows a run: what went in, what arrived in the stream and how fast. */
export class RunMonitor implements RunObserver {
  readonly ledger = new Ledger();
  readonly #readEvent: EventReader;
  readonly #keepLogLine: (line: string) => void;
  readonly #startedAt = Date.now();
  readonly #latency = createHistogram();
  readonly #recentLatency = new RecentLatency(WINDOW_MS);
  readonly #lastEvents = new Map<string, PublishedEvent[]>();
  readonly #lastRejections: LoggedRejection[] = [];
  readonly #reasons = new Map<string, number>();
  readonly #samples: Sample[] = [];
  readonly #logged = { rejected: 0, failed: 0, retried: 0 };
  #published = 0;

  /**
   * @param readEvent reads the stream's format
   * @param keepLogLine takes each line of the log
   */
  constructor(readEvent: EventReader, keepLogLine: (line: string) => void) {
    this.#readEvent = readEvent;
    this.#keepLogLine = keepLogLine;
  }

  onSent(messageId: string, body: string): void {
    this.ledger.send(messageId, body);
  }

  onReceived(records: readonly SQSRecord[]): void {
    for (const { messageId, body, attributes, messageAttributes } of records) {
      const continues = messageAttributes[attributeNames.resumeFrom] !== undefined;
      this.ledger.receive(messageId, body, Number(attributes.SentTimestamp), continues);
    }
  }

  onBrokenInvocation(records: readonly SQSRecord[], error: Error): void {
    this.#keepLogLine(`An invocation with ${records.length} messages failed. ${error.message}`);
  }

  onRecord({ Data = new Uint8Array(), PartitionKey = '', ApproximateArrivalTimestamp }: KinesisRecord): void {
    const event = this.#read(Data);
    const sentTimestamp = this.ledger.arrive(event, PartitionKey);
    if (sentTimestamp !== undefined) {
      const latency = Math.max(1, Number(ApproximateArrivalTimestamp) - sentTimestamp);
      this.#published++;
      this.#latency.record(latency);
      this.#recentLatency.record(Date.now(), latency);
    }
    if (event) this.#keepEvent(event);
  }

  onLogLine(line: string): void {
    this.#keepLogLine(line);
    const batch = parseBatchLine(line);
    if (batch) {
      this.#logged.rejected += batch.rejected;
      this.#logged.failed += batch.failed;
      this.#logged.retried += batch.retried;
    }
    const rejection = parseRejectedLine(line);
    if (rejection) this.#keepRejection(rejection);
  }

  /** Of the run so far, as far as it does not take the queues' contents to know. */
  get figures(): Pick<RunSummary, 'latency' | 'reasons' | 'failedDeliveries'> {
    const reasons = [...this.#reasons].toSorted(([, a], [, b]) => b - a).slice(0, REASONS_TOLD);
    return {
      latency: this.#wholeLatency(),
      reasons: reasons.map(([reason, submissions]) => ({ reason, submissions })),
      failedDeliveries: this.#logged.failed,
    };
  }

  /** Rates are those since the calls of the last seconds. */
  status(queues: RunStatus['queues']): RunStatus {
    const now: Sample = { at: Date.now(), received: this.ledger.submissions, events: this.ledger.events };
    this.#samples.push(now);
    while (this.#samples.length > 2 && now.at - (this.#samples[0]?.at ?? 0) > WINDOW_MS) this.#samples.shift();
    const first = this.#samples[0] ?? now;
    const seconds = Math.max(0.001, (now.at - first.at) / 1_000);
    return {
      elapsedSeconds: (now.at - this.#startedAt) / 1_000,
      submissionsPerSecond: (now.received - first.received) / seconds,
      eventsPerSecond: (now.events - first.events) / seconds,
      latency: this.#recentLatency.read(now.at),
      received: now.received,
      published: this.#published,
      ...this.#logged,
      events: now.events,
      foreign: this.ledger.foreign,
      queues,
      lastEvents: [...this.#lastEvents.values()].flat(),
      lastRejections: [...this.#lastRejections],
    };
  }

  /** Undefined for a record that is no event of this format: somebody else may put records into the stream too. */
  #read(data: Uint8Array): PublishedEvent | undefined {
    try {
      return this.#readEvent(data);
    } catch {
      return undefined;
    }
  }

  #keepEvent(event: PublishedEvent): void {
    const events = this.#lastEvents.get(event.type) ?? [];
    this.#lastEvents.set(event.type, events);
    events.push(event);
    if (events.length > EVENTS_KEPT_A_TYPE) events.shift();
  }

  #keepRejection(rejection: LoggedRejection): void {
    this.#lastRejections.push(rejection);
    if (this.#lastRejections.length > REJECTIONS_KEPT) this.#lastRejections.shift();
    // Which of many events was broken says nothing of how often something is.
    const reason = rejection.reason.replaceAll(/\[\d+\]/g, '[]');
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
  }

  #wholeLatency(): Latency | undefined {
    return this.#latency.count === 0
      ? undefined
      : { p50: this.#latency.percentile(50), p99: this.#latency.percentile(99) };
  }
}
