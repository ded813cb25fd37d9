import { readQueue } from '../../local/emulated-aws/queues';
import { startObservedRun } from '../support/local-stack';
import type { FaultPlan } from './fault-plan';
import { faultyRun } from './faulty-run';
import { judge, type SentSubmission, type Verdict } from './verdict';

export interface Scenario {
  readonly submissions: readonly SentSubmission[];
  readonly plan: FaultPlan;
  readonly batchSize?: number;
  readonly functionTimeoutMs?: number;
  readonly visibilityTimeoutSeconds?: number;
  /** In place of the synthesized bundle. */
  readonly codeDirectory?: string;
}

export interface ScenarioResult extends Verdict {
  /** Invocations that ended without an answer. */
  readonly brokenInvocations: readonly string[];
  readonly putRecordsCalls: number;
  readonly faults: number;
  readonly seconds: number;
  /** What the function logged. */
  readonly log: readonly string[];
}

/** Runs the function on emulators behind a faulty front, as in production, until its queue is empty. */
export const runScenario = async (scenario: Scenario): Promise<ScenarioResult> => {
  const { submissions, plan, batchSize = 100, functionTimeoutMs = 5_000, codeDirectory } = scenario;
  const startedAt = Date.now();
  const { counts, ...props } = faultyRun({
    plan,
    batchSize,
    functionTimeoutMs,
    visibilityTimeoutSeconds: scenario.visibilityTimeoutSeconds ?? Math.ceil(functionTimeoutMs / 1_000) + 1,
    codeDirectory,
  });
  await using run = await startObservedRun(props);
  await Promise.all(submissions.map(({ body }) => run.send(body)));
  await run.untilDrained();
  await run.finish();

  const { aws, records, log, brokenInvocations } = run;
  const bodiesIn = async ({ name }: { readonly name: string }): Promise<readonly string[]> =>
    (await readQueue(aws.emulators.sqs.endpoint, name)).map(({ body }) => body);
  const verdict = judge(submissions, {
    stream: records.map(({ Data = new Uint8Array() }) => Buffer.from(Data).toString()),
    diagnostic: await bodiesIn(aws.stack.diagnosticQueue),
    deadLetter: await bodiesIn(aws.stack.deadLetterQueue),
  });
  return { ...verdict, brokenInvocations, ...counts, seconds: (Date.now() - startedAt) / 1_000, log };
};
