import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import DataLoader from 'dataloader';
import pLimit from 'p-limit';
import { messageSize, type OutgoingMessage, SQS_CALLS_IN_FLIGHT, splitIntoBatches } from './sqs-batches';

/** SQS did not take a message. Named after the code of its batch entry. */
export class SendError extends Error {
  constructor(code: string) {
    super('SQS did not confirm the message.');
    this.name = code;
  }
}

/** Sends messages to a queue. Those sent in the same turn of the event loop share calls. */
export class SqsSender {
  readonly #client: SQSClient;
  readonly #queueUrl: string;
  readonly #abortSignal: AbortSignal;
  readonly #limit = pLimit(SQS_CALLS_IN_FLIGHT);
  readonly #sends = new DataLoader<OutgoingMessage, undefined>((messages) => this.#sendAll(messages), { cache: false });

  /** @param abortSignal ends all sends, which then fail */
  constructor(client: SQSClient, queueUrl: string, abortSignal: AbortSignal) {
    this.#client = client;
    this.#queueUrl = queueUrl;
    this.#abortSignal = abortSignal;
  }

  /** @throws SendError, or the client's error, where SQS did not confirm the message */
  async send(message: OutgoingMessage): Promise<void> {
    await this.#sends.load(message);
  }

  async #sendAll(messages: readonly OutgoingMessage[]): Promise<readonly (undefined | Error)[]> {
    const batches = splitIntoBatches(messages, messageSize);
    const results = await Promise.all(batches.map((batch) => this.#limit(() => this.#sendBatch(batch))));
    return results.flat();
  }

  async #sendBatch(batch: readonly OutgoingMessage[]): Promise<readonly (undefined | Error)[]> {
    const Entries = batch.map(({ body, attributes }, index) => ({
      Id: String(index),
      MessageBody: body,
      MessageAttributes: { ...attributes },
    }));
    const command = new SendMessageBatchCommand({ QueueUrl: this.#queueUrl, Entries });
    try {
      const response = await this.#client.send(command, { abortSignal: this.#abortSignal });
      const confirmed = new Set(response.Successful?.map(({ Id }) => Id));
      const codes = new Map(response.Failed?.map(({ Id, Code }) => [Id, Code]));
      return Entries.map(({ Id }) => (confirmed.has(Id) ? undefined : new SendError(codes.get(Id) ?? 'NotConfirmed')));
    } catch (error) {
      return Entries.map(() => (error instanceof Error ? error : new SendError('UnknownError')));
    }
  }
}
