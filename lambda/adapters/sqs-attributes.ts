import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { MessageAttribute } from '../domain/intake/message';

/** Of a message, by name. */
export type MessageAttributes = Readonly<Record<string, MessageAttributeValue>>;
export type NamedAttribute = readonly [name: string, value: MessageAttributeValue];
export type ReceivedAttributes = Readonly<Record<string, MessageAttribute>>;

/** Attributes as they were received, to be sent again. */
export const toSentAttributes = (attributes: ReceivedAttributes): MessageAttributes =>
  Object.fromEntries(
    Object.entries(attributes).map(
      ([name, { dataType, stringValue, binaryValue }]): [string, MessageAttributeValue] => [
        name,
        {
          DataType: dataType,
          // Stryker disable next-line ConditionalExpression: what is undefined is not sent
          ...(stringValue !== undefined && { StringValue: stringValue }),
          ...(binaryValue !== undefined && { BinaryValue: Buffer.from(binaryValue, 'base64') }),
        },
      ],
    ),
  );
