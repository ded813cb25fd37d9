import type { Progress, SubmissionMessage } from '../../lambda/domain/intake/message';
import type { RetryDelay, SubmissionQueue } from '../../lambda/domain/ports';

/** A submission queue that shows what was asked of it. */
export class FakeSubmissionQueue implements SubmissionQueue {
  readonly continuations: { readonly message: SubmissionMessage; readonly from: Progress }[] = [];
  readonly delays: RetryDelay[] = [];
  readonly deleted: string[] = [];
  /** Has continuations fail. */
  failure: Error | undefined;

  async sendContinuation(message: SubmissionMessage, from: Progress): Promise<void> {
    if (this.failure) throw this.failure;
    this.continuations.push({ message, from });
  }

  async delayRetries(delays: readonly RetryDelay[]) {
    this.delays.push(...delays);
    return { confirmed: delays.length, failures: {} };
  }

  async delete(receiptHandles: readonly string[]) {
    this.deleted.push(...receiptHandles);
    return { confirmed: receiptHandles.length, failures: {} };
  }
}
