import type { SubmissionOutcome } from './submission-outcome';

/** What a batch came to, in counts of submissions and events. */
export interface BatchSummary {
  readonly received: number;
  readonly published: number;
  readonly rejected: number;
  readonly continued: number;
  readonly failed: number;
  /** Of the published submissions. */
  readonly events: Readonly<Record<'new_process' | 'network_connection', number>>;
}

export const summarizeBatch = (outcomes: readonly SubmissionOutcome[]): BatchSummary => {
  const summary = { received: outcomes.length, published: 0, rejected: 0, continued: 0, failed: 0 };
  const events = { new_process: 0, network_connection: 0 };
  for (const outcome of outcomes) {
    summary[outcome.status]++;
    if (outcome.status !== 'published') continue;
    events.new_process += outcome.events.new_process;
    events.network_connection += outcome.events.network_connection;
  }
  return { ...summary, events };
};
