import {
  type MessageAttributeValue,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import DataLoader from 'dataloader';
import type { SubmissionMessage } from '../domain/message';
import type { DiagnosticQueue } from '../domain/ports';
import type { Reason, Rejection } from '../domain/rejection';
import { splitIntoBatches } from './sqs-batches';

/** SQS did not confirm a message. Named after the code of its batch entry. */
class SendError extends Error {
  constructor(code: string) {
    super('The diagnostic queue did not confirm the message.');
    this.name = code;
  }
}

interface Entry {
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttributeValue>>;
}

/** The diagnostic queue on SQS. Messages that are kept in the same turn of the event loop share calls. */
export class SqsDiagnosticQueue implements DiagnosticQueue {
  readonly #client: SQSClient;
  readonly #queueUrl: string;
  readonly #sends = new DataLoader<Entry, undefined>((entries) => this.#send(entries), { cache: false });

  constructor(client: SQSClient, queueUrl: string) {
    this.#client = client;
    this.#queueUrl = queueUrl;
  }

  async keep(message: SubmissionMessage, rejection: Rejection): Promise<void> {
    await this.#sends.load({ body: message.body, attributes: toAttributes(message, rejection) });
  }

  async #send(entries: readonly Entry[]): Promise<readonly (undefined | Error)[]> {
    const results: (undefined | Error)[] = [];
    for (const batch of splitIntoBatches(entries, entrySize)) results.push(...(await this.#sendBatch(batch)));
    return results;
  }

  async #sendBatch(batch: readonly Entry[]): Promise<readonly (undefined | Error)[]> {
    const Entries = batch.map(
      ({ body, attributes }, index): SendMessageBatchRequestEntry => ({
        Id: String(index),
        MessageBody: body,
        MessageAttributes: attributes,
      }),
    );
    try {
      const response = await this.#client.send(new SendMessageBatchCommand({ QueueUrl: this.#queueUrl, Entries }));
      const confirmed = new Set(response.Successful?.map(({ Id }) => Id));
      const codes = new Map(response.Failed?.map(({ Id, Code }) => [Id, Code]));
      return Entries.map(({ Id }) => (confirmed.has(Id) ? undefined : new SendError(codes.get(Id) ?? 'NotConfirmed')));
    } catch (error) {
      return Entries.map(() => (error instanceof Error ? error : new SendError('UnknownError')));
    }
  }
}

const toAttributes = (
  { messageId, sentTimestamp }: SubmissionMessage,
  { reasons, deviceId }: Rejection,
): Record<string, MessageAttributeValue> => ({
  reasons: { DataType: 'String', StringValue: reasonsToAscii(reasons) },
  source_message_id: { DataType: 'String', StringValue: messageId },
  sent_timestamp: { DataType: 'Number', StringValue: String(sentTimestamp) },
  ...(deviceId && { device_id: { DataType: 'String', StringValue: deviceId } }),
});

/** SQS refuses some characters, which a field's name in a path may hold: outside ASCII, JSON escapes take their place. */
const reasonsToAscii = (reasons: readonly Reason[]): string =>
  JSON.stringify(reasons).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** What a message counts against SQS's limits: body, and each attribute's name, type and value, in UTF-8 bytes. */
const entrySize = ({ body, attributes }: Entry): number =>
  Object.entries(attributes).reduce(
    (size, [name, { DataType = '', StringValue = '' }]) => size + Buffer.byteLength(name + DataType + StringValue),
    Buffer.byteLength(body),
  );
