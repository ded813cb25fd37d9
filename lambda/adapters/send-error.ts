/** SQS did not take a message. Named after the code of its batch entry. */
export class SendError extends Error {
  constructor(code: string) {
    super('SQS did not confirm the message.');
    this.name = code;
  }
}
