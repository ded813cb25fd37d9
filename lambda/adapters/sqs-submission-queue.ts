import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import pLimit from 'p-limit';
import type { DelayedRetries } from '../contract/batch-summary';
import type { SubmissionMessage } from '../domain/intake/message';
import type { RetryDelay, SubmissionQueue } from '../domain/ports';
import { toContinuation } from './continuation';
import { classifyServiceFailure } from './service-failure';
import { ENTRIES_PER_BATCH, SQS_CALLS_IN_FLIGHT } from './sqs-batches';
import type { SqsSender } from './sqs-sender';

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

  async delayRetries(delays: readonly RetryDelay[]): Promise<DelayedRetries> {
    const limit = pLimit(SQS_CALLS_IN_FLIGHT);
    const batches = Array.from({ length: Math.ceil(delays.length / ENTRIES_PER_BATCH) }, (_, index) =>
      delays.slice(index * ENTRIES_PER_BATCH, (index + 1) * ENTRIES_PER_BATCH),
    );
    const codes = (await Promise.all(batches.map((batch) => limit(() => this.#delayBatch(batch))))).flat();
    const failures: Record<string, number> = {};
    for (const code of codes) failures[code] = (failures[code] ?? 0) + 1;
    return { delayed: delays.length - codes.length, failures };
  }

  /** @returns the error code of each delivery that keeps its visibility timeout */
  async #delayBatch(batch: readonly RetryDelay[]): Promise<readonly string[]> {
    const { client, queueUrl, abortSignal } = this.#props;
    const Entries = batch.map(({ message, seconds }, index) => ({
      Id: String(index),
      ReceiptHandle: message.receiptHandle,
      VisibilityTimeout: seconds,
    }));
    try {
      const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries });
      const { Failed = [] } = await client.send(command, { abortSignal });
      return Failed.map(({ Code = 'NotConfirmed' }) => Code);
    } catch (error) {
      const { code } = classifyServiceFailure(error);
      return batch.map(() => code);
    }
  }
}
