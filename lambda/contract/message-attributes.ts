/** The message attributes that the function gives to what it sends to queues, by what they say. */
export const messageAttributes = {
  /** Of a continuation: how many of the submission's events are in the stream already. */
  resumeFrom: 'resume_from',
  /** Of a continuation: when the sensor sent the submission, in epoch milliseconds: SQS knows only when the continuation was sent. */
  firstSentTimestamp: 'first_sent_timestamp',
  /** Of a continuation: the sequence number, in the stream, of the last of those events. */
  lastSequenceNumber: 'last_sequence_number',
  /** Of a continuation: the stream that they are in, and what their partition key is, such as `events/submission_id`. */
  continuedInto: 'continued_into',
  /** Of a continuation: the receipt handle of the delivery that it continues, whose message it takes the place of. */
  continuedReceiptHandle: 'continued_receipt_handle',
  /** In the diagnostic queue: why the submission is invalid, as a JSON list of `path` and `message`. */
  reasons: 'reasons',
  /** In the diagnostic queue: the id that the submission's message had. */
  sourceMessageId: 'source_message_id',
  /** In the diagnostic queue: when the sensor sent it, in epoch milliseconds. */
  sentTimestamp: 'sent_timestamp',
  /** In the diagnostic queue: the device, where it could be read. */
  deviceId: 'device_id',
} as const;
