import type { SubmissionMessage } from '../../lambda/domain/intake/message';

/** A first delivery, with what a test changes in it. */
export const aMessage = (changes: Partial<SubmissionMessage> = {}): SubmissionMessage => ({
  messageId: 'message-1',
  receiptHandle: 'receipt-1',
  body: '',
  attributes: {},
  receiveCount: 1,
  sentTimestamp: 999_000,
  ...changes,
});
