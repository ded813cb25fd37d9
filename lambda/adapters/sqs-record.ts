import type { SQSRecord } from 'aws-lambda';
import type { Delivery, SubmissionMessage } from '../domain/intake/message';
import { type ContinuationTerms, readContinuation, withoutContinuation } from './continuation';

export const sqsRecordToDelivery = (record: SQSRecord, terms: ContinuationTerms): Delivery => {
  const { messageId } = record;
  try {
    return { messageId, length: record.body.length, message: sqsRecordToMessage(record, terms) };
  } catch (fault) {
    return { messageId, length: 0, fault };
  }
};

const sqsRecordToMessage = (
  { messageId, receiptHandle, body, attributes, messageAttributes }: SQSRecord,
  terms: ContinuationTerms,
): SubmissionMessage => ({
  messageId,
  receiptHandle,
  body,
  attributes: withoutContinuation(messageAttributes),
  messageGroupId: attributes.MessageGroupId,
  receiveCount: Number(attributes.ApproximateReceiveCount),
  sentTimestamp: Number(attributes.SentTimestamp),
  ...readContinuation(messageAttributes, attributes.SenderId, terms),
});
