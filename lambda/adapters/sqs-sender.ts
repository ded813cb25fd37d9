import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import DataLoader from 'dataloader';
import pLimit from 'p-limit';
import { messageSize, type OutgoingMessage } from './outgoing-message';
import { type BatchCall, callUntilSettled } from './sqs-batch-call';
import { SQS_CALLS_IN_FLIGHT, splitIntoBatches } from './sqs-batches';

/** SQS did not take a message. Named after the code of its batch entry. */
class SendError extends Error {
  constructor(code: string) {
    super('SQS did not confirm the message.');
    this.name = code;
  }
}

export interface SqsSenderProps extends Pick<BatchCall<OutgoingMessage>, 'abortSignal' | 'random' | 'repeatable'> {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

/** Sends messages to a queue. Those sent in the same turn of the event loop share calls. */
export class SqsSender {
  readonly #props: SqsSenderProps;
  readonly #limit = pLimit(SQS_CALLS_IN_FLIGHT);
  readonly #sends = new DataLoader<OutgoingMessage, undefined>((messages) => this.#sendAll(messages), { cache: false });

  constructor(props: SqsSenderProps) {
    this.#props = props;
  }

  /** @throws SendError where SQS did not confirm the message */
  async send(message: OutgoingMessage): Promise<void> {
    await this.#sends.load(message);
  }

  async #sendAll(messages: readonly OutgoingMessage[]): Promise<readonly (undefined | Error)[]> {
    const batches = splitIntoBatches(messages, messageSize);
    const results = await Promise.all(batches.map((batch) => this.#limit(() => this.#sendBatch(batch))));
    return results.flat();
  }

  async #sendBatch(batch: readonly OutgoingMessage[]): Promise<readonly (undefined | Error)[]> {
    const { client, queueUrl, ...props } = this.#props;
    const codes = await callUntilSettled({
      ...props,
      entries: batch,
      send: (messages, abortSignal) => {
        const Entries = messages.map(({ body, attributes, messageGroupId }, index) => ({
          Id: String(index),
          MessageBody: body,
          MessageAttributes: { ...attributes },
          // Stryker disable next-line ConditionalExpression: what is undefined is not sent
          ...(messageGroupId !== undefined && { MessageGroupId: messageGroupId }),
        }));
        return client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }), { abortSignal });
      },
    });
    return codes.map((code) => (code === undefined ? undefined : new SendError(code)));
  }
}
