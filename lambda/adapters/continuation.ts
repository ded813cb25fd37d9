import { ANY_SENDER } from '../contract/environment';
import { messageAttributes } from '../contract/message-attributes';
import type { MessageAttribute, Progress, SubmissionMessage } from '../domain/intake/message';
import { type OutgoingMessage, whatFits } from './outgoing-message';
import { type MessageAttributes, type ReceivedAttributes, toSentAttributes } from './sqs-attributes';

const { resumeFrom, lastSequenceNumber, firstSentTimestamp, continuedInto, continuedReceiptHandle } = messageAttributes;
const ofContinuations: ReadonlySet<string> = new Set([
  resumeFrom,
  lastSequenceNumber,
  firstSentTimestamp,
  continuedInto,
  continuedReceiptHandle,
]);

/** What decides how far a continuation is believed. */
export interface ContinuationTerms {
  /** Whose continuations are believed: the id of a role, or ANY_SENDER. */
  readonly believedSender: string;
  /**
   * Where events are put, as `continued_into` says it. What is elsewhere is not what the rest has to follow: a deployment
   * to another stream, or to another partition key, has two versions of the function take up each other's continuations.
   */
  readonly destination: string;
}

/** Without what only the function may say, whoever sent it. */
export const withoutContinuation = (attributes: ReceivedAttributes): ReceivedAttributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => !ofContinuations.has(name)));

/**
 * What a message says of the submission's earlier life; nothing where it is not a continuation. A continuation from
 * anybody but the function would hide the events before it and falsify how long they took, so it is none.
 *
 * @param senderId who sent the message, as SQS says: `ROLE_ID:SESSION` for a role
 *   (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html,
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids)
 */
export const readContinuation = (
  attributes: ReceivedAttributes,
  senderId: string,
  { believedSender, destination }: ContinuationTerms,
): Partial<Pick<SubmissionMessage, 'continuation' | 'sentTimestamp' | 'mistrustedSender'>> => {
  if (!Object.keys(attributes).some((name) => ofContinuations.has(name))) return {};
  if (believedSender !== ANY_SENDER && senderId.split(':')[0] !== believedSender) return { mistrustedSender: senderId };
  const sentTimestamp = wholeNumber(attributes[firstSentTimestamp]);
  const receiptHandle = attributes[continuedReceiptHandle]?.stringValue;
  const since = sentTimestamp === undefined ? {} : { sentTimestamp };
  if (attributes[continuedInto]?.stringValue !== destination) {
    return { continuation: { from: { published: 0 }, receiptHandle }, mistrustedSender: senderId, ...since };
  }
  const from = {
    published: wholeNumber(attributes[resumeFrom]) ?? 0,
    sequenceNumber: sequenceNumber(attributes[lastSequenceNumber]),
  };
  return { continuation: { from, receiptHandle }, ...since };
};

const wholeNumber = (attribute: MessageAttribute | undefined): number | undefined =>
  // Stryker disable next-line StringLiteral,OptionalChaining: any text that is no number will do, and what is one is there
  /^\d{1,15}$/.test(attribute?.stringValue ?? '') ? Number(attribute?.stringValue) : undefined;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
const sequenceNumber = (attribute: MessageAttribute | undefined): string | undefined =>
  // Stryker disable next-line StringLiteral: any text that is no number will do
  /^(0|[1-9]\d{0,128})$/.exec(attribute?.stringValue ?? '')?.[0];

/**
 * The submission once more, and how far it got: its body as it was, and its attributes as far as there is room for them.
 * A body that is decoded leaves room for what it is continued by.
 */
export const toContinuation = (message: SubmissionMessage, from: Progress, destination: string): OutgoingMessage => {
  const { body, messageGroupId } = message;
  const ours: MessageAttributes = {
    [resumeFrom]: { DataType: 'Number', StringValue: String(from.published) },
    ...(from.sequenceNumber !== undefined && {
      [lastSequenceNumber]: { DataType: 'String', StringValue: from.sequenceNumber },
    }),
    [continuedInto]: { DataType: 'String', StringValue: destination },
    [firstSentTimestamp]: { DataType: 'Number', StringValue: String(message.sentTimestamp) },
    [continuedReceiptHandle]: { DataType: 'String', StringValue: message.receiptHandle },
  };
  const attributes = whatFits(body, [...Object.entries(ours), ...Object.entries(toSentAttributes(message.attributes))]);
  return { body, attributes, messageGroupId };
};
