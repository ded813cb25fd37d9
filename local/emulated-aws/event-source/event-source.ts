import { setTimeout } from 'node:timers/promises';
import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { LOCAL_REGION } from '../../local-account';
import { type ExecutionEnvironment, FunctionError } from '../function-runtime/execution-environment';
import type { EventSourceProperties } from '../stack/template';
import { succeededMessages } from './batch-response';
import { messageToRecord, recordsToEvent } from './sqs-event';

/** Lambda hands a function at most 6 MB: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
const PAYLOAD_LIMIT = 6 * 1_024 * 1_024;
/** What a record weighs besides its body. */
const RECORD_OVERHEAD = 1_024;
/** Also how long stopping may take. */
const LONG_POLL_SECONDS = 1;
const SHORT_POLL_MS = 50;

export interface EventSourceObserver {
  /** Called before the function sees them. */
  onReceived(records: readonly SQSRecord[]): void;
  /**
   * Called where the function gave no answer: the messages come back. Without messages, its process ended while it had
   * nothing to do.
   */
  onBrokenInvocation(records: readonly SQSRecord[], error: FunctionError): void;
}

export interface EventSourceConfiguration {
  readonly sqs: SQSClient;
  readonly queue: { readonly url: string; readonly arn: string };
  readonly mapping: EventSourceProperties;
  /** A process that is ready to run the function. */
  readonly startEnvironment: (signal: AbortSignal) => Promise<ExecutionEnvironment>;
  /** How many invocations may run at once. */
  readonly concurrency: number;
  readonly observer: EventSourceObserver;
}

/**
 * Lambda's SQS event source: gathers batches, invokes the function with them, and deletes what it did not report as
 * failed. What failed comes back after the queue's visibility timeout.
 */
export class EventSource {
  readonly #configuration: EventSourceConfiguration;
  #finishing = false;

  constructor(configuration: EventSourceConfiguration) {
    this.#configuration = configuration;
  }

  /** @param abortSignal has it end at once, with what the function is doing */
  async run(abortSignal: AbortSignal): Promise<void> {
    await Promise.all(Array.from({ length: this.#configuration.concurrency }, () => this.#poll(abortSignal)));
  }

  /** Has it take no more messages, finish those that it took, and end. */
  finish(): void {
    this.#finishing = true;
  }

  async #poll(abortSignal: AbortSignal): Promise<void> {
    const { startEnvironment, observer } = this.#configuration;
    let environment: ExecutionEnvironment | undefined;
    try {
      while (!this.#finishing && !abortSignal.aborted) {
        const records = await this.#gather(abortSignal);
        if (records.length === 0) continue;
        observer.onReceived(records);
        try {
          if (environment?.alive === false) {
            const ended = environment.ending;
            environment = undefined;
            observer.onBrokenInvocation([], ended);
          }
          environment ??= await startEnvironment(abortSignal);
          const response = await environment.invoke(recordsToEvent(records));
          await this.#settle(records, response, abortSignal);
        } catch (error) {
          if (!(error instanceof FunctionError)) throw error;
          if (environment?.alive === false) environment = undefined;
          observer.onBrokenInvocation(records, error);
        }
      }
    } finally {
      await environment?.kill();
    }
  }

  /** A batch is full at the batch size or Lambda's payload limit, or when the window after its first message ends. */
  async #gather(abortSignal: AbortSignal): Promise<readonly SQSRecord[]> {
    const { BatchSize: batchSize, MaximumBatchingWindowInSeconds: window } = this.#configuration.mapping;
    const records = [...(await this.#receive(Math.min(10, batchSize), LONG_POLL_SECONDS, abortSignal))];
    const windowEnd = Date.now() + window * 1_000;
    let size = payloadSize(records);
    while (records.length > 0 && records.length < batchSize && size < PAYLOAD_LIMIT && Date.now() < windowEnd) {
      const received = await this.#receive(Math.min(10, batchSize - records.length), 0, abortSignal);
      records.push(...received);
      size += payloadSize(received);
      if (received.length > 0) continue;
      if (this.#finishing) break;
      await setTimeout(SHORT_POLL_MS);
    }
    return records;
  }

  async #receive(count: number, waitSeconds: number, abortSignal: AbortSignal): Promise<readonly SQSRecord[]> {
    const { sqs, queue } = this.#configuration;
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: count,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal },
    );
    return Messages.map((message) => messageToRecord(message, queue.arn, LOCAL_REGION));
  }

  async #settle(records: readonly SQSRecord[], response: unknown, abortSignal: AbortSignal): Promise<void> {
    const { mapping } = this.#configuration;
    const ids = records.map(({ messageId }) => messageId);
    const succeeded = mapping.FunctionResponseTypes.includes('ReportBatchItemFailures')
      ? succeededMessages(response, ids)
      : new Set(ids);
    const done = records.filter(({ messageId }) => succeeded.has(messageId));
    await this.#delete(done, abortSignal);
  }

  async #delete(records: readonly SQSRecord[], abortSignal: AbortSignal): Promise<void> {
    const { sqs, queue } = this.#configuration;
    for (let start = 0; start < records.length; start += 10) {
      const Entries = records
        .slice(start, start + 10)
        .map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries }), { abortSignal });
    }
  }
}

const payloadSize = (records: readonly SQSRecord[]): number =>
  records.reduce((size, { body }) => size + Buffer.byteLength(body) + RECORD_OVERHEAD, 0);
