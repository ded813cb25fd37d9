import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Ordering } from '../../lambda/contract/ordering';
import type { EmulatedAws } from '../../local/emulated-aws/emulated-aws';
import type { MappingRunProps } from '../../local/run/mapping-run';
import type { FaultPlan } from './fault-plan';
import { FaultyFront, type FrontCounts, nothingSeen } from './faulty-front';

export interface FaultyRunProps {
  readonly plan: FaultPlan;
  /** In place of that of the stage. */
  readonly ordering?: Ordering | undefined;
  readonly batchSize: number;
  readonly functionTimeoutMs: number;
  readonly visibilityTimeoutSeconds: number;
  /** Receives before the dead-letter queue. */
  readonly maxReceiveCount: number;
  /** In place of the synthesized bundle. */
  readonly codeDirectory?: string | undefined;
}

/** A run whose function has a faulty front between it and AWS. */
export const faultyRun = ({
  plan,
  ordering,
  batchSize,
  functionTimeoutMs,
  visibilityTimeoutSeconds,
  maxReceiveCount,
  codeDirectory,
}: FaultyRunProps): Pick<MappingRunProps, 'mapping' | 'functionOf'> & { readonly counts: FrontCounts } => {
  const counts = nothingSeen();
  return {
    counts,
    mapping: { BatchSize: batchSize, MaximumBatchingWindowInSeconds: 0 },
    functionOf: async ({ aws, scope, killFunction }) => {
      await changeQueue(aws, visibilityTimeoutSeconds, maxReceiveCount);
      const upstream = { sqs: aws.emulators.sqs.endpoint, kinesis: aws.emulators.kinesis.endpoint };
      const front = scope.open(await FaultyFront.start({ upstream, plan, counts, kill: killFunction }));
      return {
        ...aws.code,
        ...(codeDirectory !== undefined && { codeDirectory }),
        timeoutMs: functionTimeoutMs,
        environment: { ...aws.code.environment, ...(ordering && { ORDERING: ordering }), ...front.endpoints },
      };
    },
  };
};

const changeQueue = async (
  { clients, stack }: EmulatedAws,
  visibilityTimeoutSeconds: number,
  maxReceiveCount: number,
): Promise<void> => {
  const Attributes = {
    VisibilityTimeout: String(visibilityTimeoutSeconds),
    RedrivePolicy: JSON.stringify({ maxReceiveCount, deadLetterTargetArn: stack.deadLetterQueue.arn }),
  };
  await clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl: stack.submissionQueue.url, Attributes }));
};
