import type { MessageAttributes, NamedAttribute } from './sqs-attributes';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const BYTES_PER_MESSAGE = 1_048_576;
const ATTRIBUTES_PER_MESSAGE = 10;

/** A message as it is sent. */
export interface OutgoingMessage {
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** Whose message it is to a fair queue. */
  readonly messageGroupId?: string | undefined;
}

/** What a message counts against SQS's limits: body, and each attribute's name, type and value, in bytes. */
export const messageSize = ({ body, attributes }: OutgoingMessage): number =>
  Object.entries(attributes).reduce((size, attribute) => size + attributeSize(attribute), Buffer.byteLength(body));

const attributeSize = ([name, { DataType = '', StringValue = '', BinaryValue }]: NamedAttribute): number =>
  Buffer.byteLength(name + DataType + StringValue) + (BinaryValue?.byteLength ?? 0);

/**
 * As many attributes as SQS takes beside a body.
 *
 * @param candidates the most important first; of several with one name, the first counts
 */
export const whatFits = (body: string, candidates: readonly NamedAttribute[]): MessageAttributes => {
  const kept = new Map<string, NamedAttribute[1]>();
  let room = BYTES_PER_MESSAGE - Buffer.byteLength(body);
  for (const [name, value] of candidates) {
    const size = attributeSize([name, value]);
    if (kept.has(name) || kept.size === ATTRIBUTES_PER_MESSAGE || size > room) continue;
    kept.set(name, value);
    room -= size;
  }
  return Object.fromEntries(kept);
};
