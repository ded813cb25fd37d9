/** One delivery of an SQS message that carries a submission. */
export interface SubmissionMessage {
  readonly messageId: string;
  /** As the sensor sent it: base64 of a JSON object, or the JSON object itself. */
  readonly body: string;
  /** When the sensor's SendMessage was accepted, in epoch milliseconds. */
  readonly sentTimestamp: number;
}
