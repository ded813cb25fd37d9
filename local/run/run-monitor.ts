import { createHistogram } from 'node:perf_hooks';
import type { _Record as KinesisRecord } from '@aws-sdk/client-kinesis';
import type { SQSRecord } from 'aws-lambda';
import { messageAttributes as attributeNames } from '../../lambda/contract/message-attributes';
import type { EventReader, PublishedEvent } from '../../schemas/formats/read-event';
import { parseBatchLine } from './function-log';
import type { RunObserver } from './mapping-run';
import type { RunStatus } from './run-status';
import { Ledger } from './verification/ledger';

const EVENTS_SHOWN = 8;
/** Rates are means over this time. */
const RATE_WINDOW_MS = 5_000;

interface Sample {
  readonly at: number;
  readonly received: number;
  readonly events: number;
}

/** Follows a run: what was received, what arrived in the stream and how fast. */
export class RunMonitor implements RunObserver {
  readonly ledger = new Ledger();
  readonly #readEvent: EventReader;
  readonly #keepLogLine: (line: string) => void;
  readonly #startedAt = Date.now();
  readonly #latency = createHistogram();
  readonly #lastEvents: PublishedEvent[] = [];
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

  onReceived(records: readonly SQSRecord[]): void {
    for (const { messageId, body, attributes, messageAttributes } of records) {
      // A continuation is a submission that was received already.
      if (messageAttributes[attributeNames.resumeFrom]) continue;
      this.ledger.receive(messageId, body, Number(attributes.SentTimestamp));
    }
  }

  onFailed(records: readonly SQSRecord[], error?: unknown): void {
    if (error === undefined) return;
    this.#keepLogLine(`An invocation with ${records.length} messages failed: ${String(error)}`);
  }

  onRecord({ Data = new Uint8Array(), ApproximateArrivalTimestamp }: KinesisRecord): void {
    const event = this.#read(Data);
    if (!event) {
      this.ledger.foreign++;
      return;
    }
    const sentTimestamp = this.ledger.arrive(event.eventId);
    if (sentTimestamp !== undefined) {
      this.#published++;
      this.#latency.record(Math.max(1, Number(ApproximateArrivalTimestamp) - sentTimestamp));
    }
    this.#lastEvents.push(event);
    if (this.#lastEvents.length > EVENTS_SHOWN) this.#lastEvents.shift();
  }

  onLogLine(line: string): void {
    this.#keepLogLine(line);
    const batch = parseBatchLine(line);
    if (!batch) return;
    this.#logged.rejected += batch.rejected;
    this.#logged.failed += batch.failed;
    this.#logged.retried += batch.retried;
  }

  /** Undefined for a record that is no event of this format: somebody else may put records into the stream too. */
  #read(data: Uint8Array): PublishedEvent | undefined {
    try {
      return this.#readEvent(data);
    } catch {
      return undefined;
    }
  }

  get latency(): RunStatus['latency'] {
    const { count } = this.#latency;
    return count === 0 ? { p50: 0, p99: 0 } : { p50: this.#latency.percentile(50), p99: this.#latency.percentile(99) };
  }

  /** Call it about once a second: rates come from the calls before. */
  status(queues: RunStatus['queues']): RunStatus {
    const now: Sample = { at: Date.now(), received: this.ledger.received, events: this.ledger.events };
    this.#samples.push(now);
    while (this.#samples.length > 2 && now.at - (this.#samples[0]?.at ?? 0) > RATE_WINDOW_MS) this.#samples.shift();
    const first = this.#samples[0] ?? now;
    const seconds = Math.max(0.001, (now.at - first.at) / 1_000);
    return {
      elapsedSeconds: (now.at - this.#startedAt) / 1_000,
      submissionsPerSecond: (now.received - first.received) / seconds,
      eventsPerSecond: (now.events - first.events) / seconds,
      latency: this.latency,
      received: now.received,
      published: this.#published,
      ...this.#logged,
      events: now.events,
      queues,
      lastEvents: [...this.#lastEvents],
    };
  }
}
