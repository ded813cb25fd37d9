import type { Ordering } from '../../lambda/contract/ordering';
import { RunMonitor } from '../../local/run/run-monitor';
import type { Verdict } from '../../local/run/verification/verdict';
import { eventReaders } from '../../schemas/formats/event-readers';
import { startObservedRun } from '../support/local-stack';
import type { FaultPlan } from './fault-plan';
import type { FrontCounts } from './faulty-front';
import { faultyRun } from './faulty-run';
import type { SentSubmission } from './submissions';

export interface Scenario {
  readonly submissions: readonly SentSubmission[];
  readonly plan: FaultPlan;
  /** In place of that of the stage. */
  readonly ordering?: Ordering;
  readonly batchSize?: number;
  readonly functionTimeoutMs?: number;
  readonly visibilityTimeoutSeconds?: number;
  readonly maxReceiveCount?: number;
  /** In place of the synthesized bundle. */
  readonly codeDirectory?: string;
}

export interface ScenarioResult extends Verdict {
  /** Records a distinct event. */
  readonly amplification: number;
  /** Invocations that ended without an answer. */
  readonly brokenInvocations: readonly string[];
  /** By operation. */
  readonly puts: FrontCounts['puts'];
  /** How often something was broken on purpose. */
  readonly injected: number;
  readonly seconds: number;
  /** What the function logged. */
  readonly log: readonly string[];
}

/** Runs the function on emulators behind a faulty front, as in production, until its queue is empty. */
export const runScenario = async (scenario: Scenario): Promise<ScenarioResult> => {
  const { submissions, plan, batchSize = 100, functionTimeoutMs = 10_000, codeDirectory } = scenario;
  const startedAt = Date.now();
  const { counts, ...props } = faultyRun({
    plan,
    ordering: scenario.ordering,
    batchSize,
    functionTimeoutMs,
    visibilityTimeoutSeconds: scenario.visibilityTimeoutSeconds ?? Math.ceil(functionTimeoutMs / 1_000) + 1,
    // Many, so that no verdict depends on how far a slow machine gets in one invocation.
    maxReceiveCount: scenario.maxReceiveCount ?? 1_000,
    codeDirectory,
  });
  const monitor = new RunMonitor(eventReaders.nested, () => undefined);
  await using run = await startObservedRun(props, monitor);
  await Promise.all(submissions.map(({ body }) => run.send(body)));
  await run.untilDrained();
  await run.finish();

  const verdict = monitor.ledger.verdict(await run.readQueues(), 0);
  const { events, duplicates } = verdict;
  return {
    ...verdict,
    ...counts,
    amplification: events === 0 ? 1 : (events + duplicates) / events,
    brokenInvocations: run.brokenInvocations,
    seconds: (Date.now() - startedAt) / 1_000,
    log: run.log,
  };
};
