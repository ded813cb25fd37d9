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
  /** Who sent a continuation that starts over: not the function, or the function while it put events elsewhere. */
  readonly mistrustedSender?: string | undefined;
}

/** How much of a submission is in the stream. */
export interface Progress {
  /** How many of its events, from the first on. */
  readonly published: number;
  /** In the stream, of the last of these; absent where there is none, or where it is not known. */
  readonly sequenceNumber?: string | undefined;
}

/** What a continuation says of the submission's earlier life. */
export interface Continuation {
  readonly from: Progress;
  /** Of the delivery that it continues; absent where it does not say. */
  readonly receiptHandle?: string | undefined;
}

/** A delivery, as far as it could be read. */
export type Delivery = {
  readonly messageId: string;
  /** Of the body, in UTF-16 units: what decoding it costs grows with this. */
  readonly length: number;
} & (
  | { readonly message: SubmissionMessage }
  /** It is not what SQS delivers. */
  | { readonly message?: undefined; readonly fault: unknown }
);
