import { ChangeMessageVisibilityBatchCommand, DeleteMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import pLimit from 'p-limit';
import type { SettledMessages } from '../contract/batch-summary';
import type { Progress, SubmissionMessage } from '../domain/intake/message';
import type { RetryDelay, SubmissionQueue } from '../domain/ports';
import { toContinuation } from './continuation';
import { type BatchAnswer, callUntilSettled } from './sqs-batch-call';
import { SQS_CALLS_IN_FLIGHT, splitIntoBatches } from './sqs-batches';
import type { SqsSender } from './sqs-sender';

export interface SqsSubmissionQueueProps {
  readonly client: SQSClient;
  readonly queueUrl: string;
  /** To this queue. */
  readonly sender: SqsSender;
  /** Where the events are put: see ContinuationTerms. */
  readonly destination: string;
  /** Ends deletions and changes of visibility. */
  readonly abortSignal: AbortSignal;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/** The submission queue on SQS. */
export class SqsSubmissionQueue implements SubmissionQueue {
  readonly #props: SqsSubmissionQueueProps;

  constructor(props: SqsSubmissionQueueProps) {
    this.#props = props;
  }

  async sendContinuation(message: SubmissionMessage, from: Progress): Promise<void> {
    await this.#props.sender.send(toContinuation(message, from, this.#props.destination));
  }

  delayRetries(delays: readonly RetryDelay[]): Promise<SettledMessages> {
    const { client, queueUrl } = this.#props;
    return this.#settleAll(delays, (batch, abortSignal) => {
      const Entries = batch.map(({ message, seconds }, index) => ({
        Id: String(index),
        ReceiptHandle: message.receiptHandle,
        VisibilityTimeout: seconds,
      }));
      return client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }), { abortSignal });
    });
  }

  delete(receiptHandles: readonly string[]): Promise<SettledMessages> {
    const { client, queueUrl } = this.#props;
    return this.#settleAll(receiptHandles, (batch, abortSignal) => {
      const Entries = batch.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
      return client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }), { abortSignal });
    });
  }

  async #settleAll<Entry>(
    entries: readonly Entry[],
    send: (entries: readonly Entry[], abortSignal: AbortSignal) => Promise<BatchAnswer>,
  ): Promise<SettledMessages> {
    const { abortSignal, random } = this.#props;
    const limit = pLimit(SQS_CALLS_IN_FLIGHT);
    const settled = splitIntoBatches(entries).map((batch) =>
      limit(() => callUntilSettled({ entries: batch, send, abortSignal, random, repeatable: true })),
    );
    const codes = (await Promise.all(settled)).flat().filter((code) => code !== undefined);
    const failures: Record<string, number> = {};
    for (const code of codes) failures[code] = (failures[code] ?? 0) + 1;
    return { confirmed: entries.length - codes.length, failures };
  }
}
