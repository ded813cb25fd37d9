/** What a sensor may send beside the body. */
export interface MessageAttribute {
  /** Such as `String`. */
  readonly dataType: string;
  readonly stringValue?: string | undefined;
  /** Base64. */
  readonly binaryValue?: string | undefined;
}

/** One delivery of an SQS message that carries a submission. */
export interface SubmissionMessage {
  readonly messageId: string;
  /** As the sensor sent it: base64 of a JSON object, or the JSON object itself. */
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  /** Of this delivery: what SQS knows it by. */
  readonly receiptHandle: string;
  /** How often it was delivered, this time included. */
  readonly receiveCount: number;
  /** When the sensor's SendMessage was accepted, in epoch milliseconds; a continuation keeps it. */
  readonly sentTimestamp: number;
  /** How many of its events are in the stream already; 0 unless it is a continuation. */
  readonly resumeFrom: number;
}
