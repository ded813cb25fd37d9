import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { EmbeddedAws } from '../../local/embedded-aws';
import { EventSource, type EventSourceObserver } from '../../local/event-source/event-source';
import { ExecutionEnvironment } from '../../local/function-runtime/execution-environment';
import type { FaultPlan } from './fault-plan';
import { FaultyFront } from './faulty-front';

export interface RigConfiguration {
  readonly aws: EmbeddedAws;
  readonly plan: FaultPlan;
  readonly batchSize: number;
  readonly functionTimeoutMs: number;
  readonly visibilityTimeoutSeconds: number;
  /** In place of the synthesized bundle. */
  readonly codeDirectory?: string | undefined;
  readonly observer: EventSourceObserver;
  readonly onLogLine: (line: string) => void;
}

/** The function between its event source and a faulty front. */
export interface FaultyRig extends AsyncDisposable {
  readonly eventSource: EventSource;
  readonly front: FaultyFront;
  /** Ends the function's processes, whatever they do. */
  kill(): void;
}

export const startRig = async (configuration: RigConfiguration): Promise<FaultyRig> => {
  const { aws, plan, batchSize, functionTimeoutMs, codeDirectory = aws.code.codeDirectory } = configuration;
  const environments = new Set<ExecutionEnvironment>();
  const kill = (): void => {
    for (const environment of environments) void environment.kill();
    environments.clear();
  };
  const upstream = { sqs: aws.emulators.sqs.endpoint, kinesis: aws.emulators.kinesis.endpoint };
  const front = await FaultyFront.start({ upstream, plan, kill });
  await setVisibilityTimeout(aws, configuration.visibilityTimeoutSeconds);

  const endpoints = { AWS_ENDPOINT_URL_SQS: front.endpoint, AWS_ENDPOINT_URL_KINESIS: front.endpoint };
  const code = {
    ...aws.code,
    codeDirectory,
    timeoutMs: functionTimeoutMs,
    environment: { ...aws.code.environment, ...endpoints },
  };
  const eventSource = new EventSource({
    sqs: aws.clients.sqs,
    queue: aws.stack.submissionQueue,
    mapping: { ...aws.stack.template.eventSource, BatchSize: batchSize, MaximumBatchingWindowInSeconds: 0 },
    startEnvironment: async () => {
      const environment = await ExecutionEnvironment.start(code, configuration.onLogLine);
      environments.add(environment);
      return environment;
    },
    concurrency: 2,
    observer: configuration.observer,
  });
  return { eventSource, front, kill, [Symbol.asyncDispose]: () => front[Symbol.asyncDispose]() };
};

const setVisibilityTimeout = async ({ clients, stack }: EmbeddedAws, seconds: number): Promise<void> => {
  const Attributes = { VisibilityTimeout: String(seconds) };
  await clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl: stack.submissionQueue.url, Attributes }));
};
