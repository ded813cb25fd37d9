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
  /** Those of the sensor; what the function adds to a continuation is not among them. */
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  /** Whose submission it is to a fair queue; absent where the sensor did not say. */
  readonly messageGroupId?: string | undefined;
  /** Of this delivery: what SQS knows it by. */
  readonly receiptHandle: string;
  /** How often it was delivered, this time included. */
  readonly receiveCount: number;
  /** When the sensor's SendMessage was accepted, in epoch milliseconds; a continuation keeps it. */
  readonly sentTimestamp: number;
  /** Only where the function itself sent the message. */
  readonly continuation?: Continuation | undefined;
  /** Who sent a message that claims to be a continuation, where that was not the function. */
  readonly mistrustedSender?: string | undefined;
}

/** What a continuation says of the submission's earlier life. */
export interface Continuation {
  /** How many of its events are in the stream already. */
  readonly resumeFrom: number;
  /** In the stream, of the last of these. */
  readonly sequenceNumber?: string | undefined;
  /** Of the delivery that it continues. */
  readonly receiptHandle: string;
}

/** A delivery before anything of it is looked at but how large it is. */
export interface Delivery {
  readonly messageId: string;
  /** Of the body, in UTF-16 units: what decoding it costs grows with this. */
  readonly length: number;
  /** @throws where it is not what SQS delivers */
  read(): SubmissionMessage;
}
