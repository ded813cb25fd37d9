import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { TelemetryMapping } from './telemetry-mapping';

/** What of a stage others may have to find. */
export interface StackOutput {
  /** Of the CloudFormation output. */
  readonly id: string;
  /** For docs/deploy.md. */
  readonly description: string;
  /** Undefined where the stage has nothing of the kind. */
  readonly valueOf: (mapping: TelemetryMapping) => string | undefined;
}

export const stackOutputs: readonly StackOutput[] = [
  {
    id: 'SubmissionQueueUrl',
    description: 'where sensors send submissions',
    valueOf: ({ submissions }) => submissions.queue.queueUrl,
  },
  { id: 'SubmissionQueueArn', description: 'its ARN', valueOf: ({ submissions }) => submissions.queue.queueArn },
  { id: 'SubmissionQueueName', description: 'its name', valueOf: ({ submissions }) => submissions.queue.queueName },
  {
    id: 'DeadLetterQueueUrl',
    description: 'what keeps failing; not where the queue is an existing one',
    valueOf: ({ submissions }) => submissions.deadLetterQueue?.queueUrl,
  },
  {
    id: 'DeadLetterQueueArn',
    description: 'its ARN',
    valueOf: ({ submissions }) => submissions.deadLetterQueue?.queueArn,
  },
  {
    id: 'DeadLetterQueueName',
    description: 'its name',
    valueOf: ({ submissions }) => submissions.deadLetterQueue?.queueName,
  },
  {
    id: 'DiagnosticQueueUrl',
    description: 'invalid submissions, whole and with the reasons',
    valueOf: ({ diagnostics }) => diagnostics.queue.queueUrl,
  },
  { id: 'DiagnosticQueueArn', description: 'its ARN', valueOf: ({ diagnostics }) => diagnostics.queue.queueArn },
  { id: 'DiagnosticQueueName', description: 'its name', valueOf: ({ diagnostics }) => diagnostics.queue.queueName },
  {
    id: 'EventStreamName',
    description: 'where consumers read events',
    valueOf: ({ events }) => events.stream.streamName,
  },
  { id: 'EventStreamArn', description: 'its ARN', valueOf: ({ events }) => events.stream.streamArn },
  {
    id: 'EncryptionKeyArn',
    description: 'the customer-managed key of queues and stream, where there is one',
    valueOf: ({ encryptionKey }) => encryptionKey?.keyArn,
  },
  { id: 'EncryptionKeyId', description: 'its id', valueOf: ({ encryptionKey }) => encryptionKey?.keyId },
  {
    id: 'FunctionName',
    description: 'the function that turns submissions into events',
    valueOf: ({ mapping }) => mapping.function.functionName,
  },
  {
    id: 'FunctionAliasArn',
    description: 'its alias, which the event source invokes',
    valueOf: ({ mapping }) => mapping.alias.functionArn,
  },
  { id: 'FunctionAliasName', description: "the alias's name", valueOf: ({ mapping }) => mapping.alias.aliasName },
  {
    id: 'AlarmTopicArn',
    description: 'where alarms notify, if anywhere',
    valueOf: ({ alarmTopic }) => alarmTopic?.topicArn,
  },
  { id: 'AlarmTopicName', description: 'its name', valueOf: ({ alarmTopic }) => alarmTopic?.topicName },
  { id: 'DashboardUrl', description: 'the dashboard', valueOf: ({ monitoring }) => monitoring.dashboardUrl },
];

/** Below which the parameters of a stage are. */
export const parameterPath = (stage: string): string => `/telemetry-mapping/${stage}`;

/** Such as `submission-queue-url`, of SubmissionQueueUrl. */
export const parameterName = ({ id }: Pick<StackOutput, 'id'>): string =>
  id.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

/** Adds what others may have to find of a stage: as outputs of the stack, and the same as SSM parameters. */
export const addStackOutputs = (stack: Stack, mapping: TelemetryMapping): void => {
  for (const output of stackOutputs) {
    const value = output.valueOf(mapping);
    if (value === undefined) continue;
    new CfnOutput(stack, output.id, { value });
    new StringParameter(stack, `${output.id}Parameter`, {
      parameterName: `${parameterPath(mapping.stage)}/${parameterName(output)}`,
      stringValue: value,
    });
  }
};
