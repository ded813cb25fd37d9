import type { SQSRecord } from 'aws-lambda';
import type { Delivery, SubmissionMessage } from '../domain/intake/message';
import { readContinuation, withoutContinuation } from './continuation';

/** @param continuationSender whose continuations are believed: see Environment */
export const sqsRecordToDelivery = (record: SQSRecord, continuationSender: string): Delivery => {
  const { messageId } = record;
  try {
    return { messageId, length: record.body.length, message: sqsRecordToMessage(record, continuationSender) };
  } catch (fault) {
    return { messageId, length: 0, fault };
  }
};

const sqsRecordToMessage = (
  { messageId, receiptHandle, body, attributes, messageAttributes }: SQSRecord,
  continuationSender: string,
): SubmissionMessage => ({
  messageId,
  receiptHandle,
  body,
  attributes: withoutContinuation(messageAttributes),
  messageGroupId: attributes.MessageGroupId,
  receiveCount: Number(attributes.ApproximateReceiveCount),
  sentTimestamp: Number(attributes.SentTimestamp),
  ...readContinuation(messageAttributes, attributes.SenderId, continuationSender),
});
