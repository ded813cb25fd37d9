import { messageAttributes } from '../contract/message-attributes';
import type { SubmissionMessage } from '../domain/intake/message';
import type { Reason, Rejection } from '../domain/intake/rejection';
import type { DiagnosticQueue } from '../domain/ports';
import { SendError } from './send-error';
import { type MessageAttributes, toSentAttributes } from './sqs-attributes';
import { ATTRIBUTES_PER_MESSAGE, BYTES_PER_MESSAGE, messageSize } from './sqs-batches';
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

/** @throws SendError where even the shortest reasons do not fit beside the body */
const toAttributes = (message: SubmissionMessage, { reasons, deviceId }: Rejection): MessageAttributes => {
  const others: MessageAttributes = {
    [messageAttributes.sourceMessageId]: { DataType: 'String', StringValue: message.messageId },
    [messageAttributes.sentTimestamp]: { DataType: 'Number', StringValue: String(message.sentTimestamp) },
    ...(deviceId !== undefined && { [messageAttributes.deviceId]: { DataType: 'String', StringValue: deviceId } }),
  };
  const withoutReasons = { ...others, [messageAttributes.reasons]: { DataType: 'String' } };
  const room = BYTES_PER_MESSAGE - messageSize({ body: message.body, attributes: withoutReasons });
  const StringValue = fitReasons(reasons, room);
  return addSensorsOwn(message, { ...others, [messageAttributes.reasons]: { DataType: 'String', StringValue } });
};

/** Adds as many of the attributes that the sensor gave its message as there is room for, in their order. */
const addSensorsOwn = ({ body, attributes }: SubmissionMessage, ours: MessageAttributes): MessageAttributes => {
  let kept = ours;
  for (const [name, value] of Object.entries(toSentAttributes(attributes))) {
    if (Object.hasOwn(ours, name)) continue;
    const more = { ...kept, [name]: value };
    if (Object.keys(more).length > ATTRIBUTES_PER_MESSAGE) break;
    if (messageSize({ body, attributes: more }) <= BYTES_PER_MESSAGE) kept = more;
  }
  return kept;
};

const andMore: Reason = { path: '', message: 'and more' };

/** As many of the reasons as fit, and whether there are more. */
const fitReasons = (reasons: readonly Reason[], room: number): string => {
  for (let listed = reasons.length; listed >= 0; listed--) {
    const more = listed < reasons.length ? [andMore] : [];
    const text = toAscii(JSON.stringify([...reasons.slice(0, listed), ...more]));
    if (text.length <= room) return text;
  }
  throw new SendError('MessageTooLong');
};

/** SQS refuses some characters, which a field's name in a path may hold: JSON escapes stand for all outside ASCII. */
const toAscii = (json: string): string =>
  json.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
