import type { SQSRecord } from 'aws-lambda';
import type { SubmissionMessage } from '../domain/intake/message';
import { readContinuation } from './continuation';

export const sqsRecordToMessage = ({
  messageId,
  receiptHandle,
  body,
  attributes,
  messageAttributes,
}: SQSRecord): SubmissionMessage => ({
  messageId,
  receiptHandle,
  body,
  attributes: messageAttributes,
  receiveCount: Number(attributes.ApproximateReceiveCount),
  sentTimestamp: Number(attributes.SentTimestamp),
  ...readContinuation(messageAttributes),
});
