import type { BatchSummary } from '../../contract/batch-summary';
import { eventTypes } from '../../event-types/event-types';
import type { SubmissionOutcome } from './submission-outcome';

/** What outcomes come to, by what became of the submissions. */
export const summarizeOutcomes = (
  outcomes: readonly SubmissionOutcome[],
): Pick<
  BatchSummary,
  'received' | 'published' | 'rejected' | 'continued' | 'failed' | 'undiagnosed' | 'events' | 'latenciesMs'
> => {
  const counts = { received: outcomes.length, published: 0, rejected: 0, continued: 0, failed: 0, undiagnosed: 0 };
  const events = new Map<string, number>(eventTypes.map(({ name }) => [name, 0]));
  const latenciesMs: number[] = [];
  for (const outcome of outcomes) {
    counts[outcome.status]++;
    // Stryker disable next-line ConditionalExpression: only a failed one says to what
    if (outcome.status === 'failed' && outcome.failed === 'keep in the diagnostic queue') counts.undiagnosed++;
    if (outcome.status !== 'published') continue;
    latenciesMs.push(outcome.latencyMs);
    for (const [type, count] of Object.entries(outcome.events)) events.set(type, (events.get(type) ?? 0) + count);
  }
  return { ...counts, events: Object.fromEntries(events), latenciesMs };
};
