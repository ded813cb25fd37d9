import { z } from 'zod';
import { SqsSender } from '../../lambda/adapters/sqs-sender';
import type { EmbeddedAws } from '../../local/embedded-aws';
import { readStream, startLocalStack, untilDrained } from '../support/local-stack';
import type { FaultPlan } from './fault-plan';
import { startRig } from './faulty-rig';
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

const Inspection = z.object({ messages: z.object({ ready: z.array(z.object({ body: z.string() })) }) });

/** Runs the function on emulators behind a faulty front, as in production, until its queue is empty. */
export const runScenario = async (scenario: Scenario): Promise<ScenarioResult> => {
  const { submissions, plan, batchSize = 100, functionTimeoutMs = 5_000, codeDirectory } = scenario;
  const startedAt = Date.now();
  const log: string[] = [];
  const brokenInvocations: string[] = [];
  await using aws = await startLocalStack();
  await using rig = await startRig({
    aws,
    plan,
    batchSize,
    functionTimeoutMs,
    visibilityTimeoutSeconds: scenario.visibilityTimeoutSeconds ?? Math.ceil(functionTimeoutMs / 1_000) + 1,
    codeDirectory,
    observer: {
      onReceived: () => undefined,
      onFailed: (_, error) => {
        if (error !== undefined) brokenInvocations.push(String(error));
      },
    },
    onLogLine: (line) => log.push(line),
  });

  await sendAll(aws, submissions);
  const running = rig.eventSource.run();
  await Promise.race([untilDrained(aws), running]);
  rig.eventSource.stop();
  await running;

  const verdict = judge(submissions, {
    stream: (await readStream(aws)).map(({ Data = new Uint8Array() }) => Buffer.from(Data).toString()),
    diagnostic: await bodiesIn(aws, aws.stack.diagnosticQueue.name),
    deadLetter: await bodiesIn(aws, aws.stack.deadLetterQueue.name),
  });
  return { ...verdict, brokenInvocations, ...rig.front.counts, seconds: (Date.now() - startedAt) / 1_000, log };
};

const sendAll = async ({ clients, stack }: EmbeddedAws, submissions: readonly SentSubmission[]): Promise<void> => {
  const sender = new SqsSender(clients.sqs, stack.submissionQueue.url, new AbortController().signal);
  await Promise.all(submissions.map(({ body }) => sender.send({ body, attributes: {} })));
};

const bodiesIn = async ({ emulators }: EmbeddedAws, queueName: string): Promise<readonly string[]> => {
  const response = await fetch(`${emulators.sqs.endpoint}/_fauxqs/queues/${queueName}`);
  return Inspection.parse(await response.json()).messages.ready.map(({ body }) => body);
};
