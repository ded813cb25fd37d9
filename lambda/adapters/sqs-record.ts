import type { SQSRecord } from 'aws-lambda';
import type { SubmissionMessage } from '../domain/message';

export const sqsRecordToMessage = (record: SQSRecord): SubmissionMessage => ({
  messageId: record.messageId,
  body: record.body,
  sentTimestamp: Number(record.attributes.SentTimestamp),
});
