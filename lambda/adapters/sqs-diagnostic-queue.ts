import { messageAttributes } from '../contract/message-attributes';
import type { SubmissionMessage } from '../domain/intake/message';
import type { Rejection } from '../domain/intake/rejection';
import type { DiagnosticQueue } from '../domain/ports';
import { whatFits } from './outgoing-message';
import { type MessageAttributes, toSentAttributes } from './sqs-attributes';
import type { SqsSender } from './sqs-sender';

/** What a sensor may send under these names is not what the function says. */
const ours: ReadonlySet<string> = new Set([
  messageAttributes.sourceMessageId,
  messageAttributes.sentTimestamp,
  messageAttributes.reasons,
  messageAttributes.deviceId,
]);

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

/** A body that fills a message leaves no room for any, and is kept all the same: the log has the reasons too. */
const toAttributes = (
  { body, messageId, sentTimestamp, attributes }: SubmissionMessage,
  { reasons, deviceId }: Rejection,
): MessageAttributes => {
  const said: MessageAttributes = {
    [messageAttributes.sourceMessageId]: { DataType: 'String', StringValue: messageId },
    [messageAttributes.sentTimestamp]: { DataType: 'Number', StringValue: String(sentTimestamp) },
    [messageAttributes.reasons]: { DataType: 'String', StringValue: JSON.stringify(reasons) },
    ...(deviceId !== undefined && { [messageAttributes.deviceId]: { DataType: 'String', StringValue: deviceId } }),
  };
  const sensorsOwn = Object.entries(toSentAttributes(attributes)).filter(([name]) => !ours.has(name));
  return whatFits(body, [...Object.entries(said), ...sensorsOwn]);
};
