import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import pLimit from 'p-limit';
import type { SubmissionMessage } from '../domain/message';
import type { RetryDelay, SubmissionQueue } from '../domain/ports';
import { toContinuation } from './continuation';
import { ENTRIES_PER_BATCH } from './sqs-batches';
import type { SqsSender } from './sqs-sender';

const CALLS_IN_FLIGHT = 8;

export interface SqsSubmissionQueueProps {
  readonly client: SQSClient;
  readonly queueUrl: string;
  /** To this queue. */
  readonly sender: SqsSender;
  /** Ends changes of visibility. */
  readonly abortSignal: AbortSignal;
}

/** The submission queue on SQS. */
export class SqsSubmissionQueue implements SubmissionQueue {
  readonly #props: SqsSubmissionQueueProps;

  constructor(props: SqsSubmissionQueueProps) {
    this.#props = props;
  }

  async sendContinuation(message: SubmissionMessage, resumeFrom: number): Promise<void> {
    await this.#props.sender.send(toContinuation(message, resumeFrom));
  }

  async delayRetries(delays: readonly RetryDelay[]): Promise<number> {
    const limit = pLimit(CALLS_IN_FLIGHT);
    const batches = Array.from({ length: Math.ceil(delays.length / ENTRIES_PER_BATCH) }, (_, index) =>
      delays.slice(index * ENTRIES_PER_BATCH, (index + 1) * ENTRIES_PER_BATCH),
    );
    const delayed = await Promise.all(batches.map((batch) => limit(() => this.#delayBatch(batch))));
    return delayed.reduce((sum, count) => sum + count, 0);
  }

  async #delayBatch(batch: readonly RetryDelay[]): Promise<number> {
    const { client, queueUrl, abortSignal } = this.#props;
    const Entries = batch.map(({ message, seconds }, index) => ({
      Id: String(index),
      ReceiptHandle: message.receiptHandle,
      VisibilityTimeout: seconds,
    }));
    try {
      const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries });
      const { Successful = [] } = await client.send(command, { abortSignal });
      return Successful.length;
    } catch {
      // Those messages come back after the visibility timeout, as they would have without this call.
      return 0;
    }
  }
}
