import type { SubmissionMessage } from '../../lambda/domain/intake/message';
import type { Rejection } from '../../lambda/domain/intake/rejection';
import type { DiagnosticQueue } from '../../lambda/domain/ports';

/** A diagnostic queue that shows what it keeps. */
export class FakeDiagnosticQueue implements DiagnosticQueue {
  readonly kept: { readonly message: SubmissionMessage; readonly rejection: Rejection }[] = [];
  failure: Error | undefined;

  async keep(message: SubmissionMessage, rejection: Rejection): Promise<void> {
    if (this.failure) throw this.failure;
    this.kept.push({ message, rejection });
  }
}
