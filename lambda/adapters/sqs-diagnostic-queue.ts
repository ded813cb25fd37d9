import { messageAttributes } from '../contract/message-attributes';
import type { SubmissionMessage } from '../domain/intake/message';
import type { Reason, Rejection } from '../domain/intake/rejection';
import type { DiagnosticQueue } from '../domain/ports';
import { type MessageAttributes, type NamedAttribute, toSentAttributes } from './sqs-attributes';
import { addWhatFits } from './sqs-batches';
import type { SqsSender } from './sqs-sender';

/** The diagnostic queue on SQS. */
export class SqsDiagnosticQueue implements DiagnosticQueue {
  readonly #sender: SqsSender;

  constructor(sender: SqsSender) {
    this.#sender = sender;
  }

  async keep(message: SubmissionMessage, rejection: Rejection): Promise<void> {
    await this.#sender.send({ body: message.body, attributes: toAttributes(message, rejection) });
  }
}

/** The most important first: a body that fills a message leaves no room for any, and is kept all the same. */
const toAttributes = (
  { body, messageId, sentTimestamp, attributes }: SubmissionMessage,
  { reasons, deviceId }: Rejection,
): MessageAttributes =>
  addWhatFits(body, {}, [
    ofName(messageAttributes.sourceMessageId, 'String', messageId),
    ofName(messageAttributes.sentTimestamp, 'Number', String(sentTimestamp)),
    ...(deviceId === undefined ? [] : [ofName(messageAttributes.deviceId, 'String', deviceId)]),
    ...shorterAndShorter(reasons).map((StringValue) => ofName(messageAttributes.reasons, 'String', StringValue)),
    ...Object.entries(toSentAttributes(attributes)),
  ]);

const ofName = (name: string, DataType: string, StringValue: string): NamedAttribute => [
  name,
  { DataType, StringValue },
];

const andMore: Reason = { path: '', message: 'and more' };

/** The reasons as JSON: all of them, and ever fewer, down to one that says only that there are some. */
const shorterAndShorter = (reasons: readonly Reason[]): readonly string[] =>
  Array.from({ length: reasons.length + 1 }, (_, unlisted) => {
    const listed = reasons.slice(0, reasons.length - unlisted);
    return toAscii(JSON.stringify(unlisted === 0 ? listed : [...listed, andMore]));
  });

/** SQS refuses some characters, which a field's name in a path may hold: JSON escapes stand for all outside ASCII. */
const toAscii = (json: string): string =>
  json.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
