import type { MessageAttributes, NamedAttribute } from './sqs-attributes';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const ENTRIES_PER_BATCH = 10;
const BYTES_PER_BATCH = 1_048_576;
/** To one queue at once: as many as keep the round trips short without crowding out the puts. */
export const SQS_CALLS_IN_FLIGHT = 8;
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
export const messageSize = ({ body, attributes }: Pick<OutgoingMessage, 'body' | 'attributes'>): number =>
  Object.entries(attributes).reduce(
    (size, [name, { DataType = '', StringValue = '', BinaryValue }]) =>
      size + Buffer.byteLength(name + DataType + StringValue) + (BinaryValue?.byteLength ?? 0),
    Buffer.byteLength(body),
  );

/**
 * Adds attributes to those of a message, as far as SQS takes them beside its body. The first of several with one name is
 * the one that counts.
 */
export const addWhatFits = (
  body: string,
  attributes: MessageAttributes,
  further: readonly NamedAttribute[],
): MessageAttributes => {
  const kept = new Map(Object.entries(attributes));
  let room = BYTES_PER_MESSAGE - messageSize({ body, attributes });
  for (const [name, value] of further) {
    const size = messageSize({ body: '', attributes: { [name]: value } });
    if (kept.has(name) || kept.size === ATTRIBUTES_PER_MESSAGE || size > room) continue;
    kept.set(name, value);
    room -= size;
  }
  return Object.fromEntries(kept);
};

/**
 * Splits messages, in their order, into batches that one SendMessageBatch call takes.
 *
 * @param sizeOf what a message counts against the call's limit, in bytes
 */
export const splitIntoBatches = <T>(messages: readonly T[], sizeOf: (message: T) => number): readonly T[][] => {
  const batches: T[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = sizeOf(message);
    const batch = batches.at(-1);
    if (batch && batch.length < ENTRIES_PER_BATCH && bytes + size <= BYTES_PER_BATCH) {
      batch.push(message);
      bytes += size;
    } else {
      batches.push([message]);
      bytes = size;
    }
  }
  return batches;
};
