import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { messageAttributes } from '../contract/message-attributes';
import type { MessageAttribute, SubmissionMessage } from '../domain/intake/message';
import {
  ATTRIBUTES_PER_MESSAGE,
  BYTES_PER_MESSAGE,
  type MessageAttributes,
  messageSize,
  type OutgoingMessage,
} from './sqs-batches';
import { SendError } from './sqs-sender';

type ReceivedAttributes = Readonly<Record<string, MessageAttribute>>;

/** What a message says of the submission's earlier life; nothing where it is not a continuation. */
export const readContinuation = (
  attributes: ReceivedAttributes,
): { readonly resumeFrom: number; readonly sentTimestamp?: number } => {
  const sentTimestamp = wholeNumber(attributes[messageAttributes.firstSentTimestamp]);
  return {
    resumeFrom: wholeNumber(attributes[messageAttributes.resumeFrom]) ?? 0,
    ...(sentTimestamp !== undefined && { sentTimestamp }),
  };
};

const wholeNumber = (attribute: MessageAttribute | undefined): number | undefined =>
  /^\d{1,15}$/.test(attribute?.stringValue ?? '') ? Number(attribute?.stringValue) : undefined;

/**
 * The submission once more, body and attributes as they were, and how far it got.
 *
 * @throws SendError where SQS would not take it, because of its size or the number of its attributes
 */
export const toContinuation = (message: SubmissionMessage, resumeFrom: number): OutgoingMessage => {
  const attributes: MessageAttributes = {
    ...toSentAttributes(message.attributes),
    [messageAttributes.resumeFrom]: { DataType: 'Number', StringValue: String(resumeFrom) },
    [messageAttributes.firstSentTimestamp]: { DataType: 'Number', StringValue: String(message.sentTimestamp) },
  };
  const continuation = { body: message.body, attributes };
  if (Object.keys(attributes).length > ATTRIBUTES_PER_MESSAGE) throw new SendError('TooManyAttributes');
  if (messageSize(continuation) > BYTES_PER_MESSAGE) throw new SendError('MessageTooLong');
  return continuation;
};

const toSentAttributes = (attributes: ReceivedAttributes): MessageAttributes =>
  Object.fromEntries(
    Object.entries(attributes).map(
      ([name, { dataType, stringValue, binaryValue }]): [string, MessageAttributeValue] => [
        name,
        {
          DataType: dataType,
          ...(stringValue !== undefined && { StringValue: stringValue }),
          ...(binaryValue !== undefined && { BinaryValue: Buffer.from(binaryValue, 'base64') }),
        },
      ],
    ),
  );
