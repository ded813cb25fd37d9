import { CloudWatchClient, DescribeAlarmsCommand, GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeStreamSummaryCommand } from '@aws-sdk/client-kinesis';
import { GetEventSourceMappingCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { expect } from '@jest/globals';
import { z } from 'zod';
import type { DeployedStack } from './deployed-stack';
import { clientConfiguration, type DeployedResource, listResources } from './service-resources';

const Arn = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });
const RedrivePolicy = z.object({ maxReceiveCount: z.int(), deadLetterTargetArn: Arn });
const Widgets = z.object({ widgets: z.array(z.unknown()).min(1) });

/** Expects each resource, as its service describes it, to be what the template promises. */
export const expectTemplatePromises = async (stack: DeployedStack): Promise<void> => {
  const resources = await listResources(stack);
  for (const resource of resources) {
    expect(resource).toEqual({ ...resource, physicalId: expect.stringMatching(/./) });
    await checks[resource.type]?.(resource, stack, resources);
  }
};

type Check = (
  resource: DeployedResource,
  stack: DeployedStack,
  resources: readonly DeployedResource[],
) => Promise<void>;

/** The last part of a queue's URL and of its ARN. */
const queueName = (urlOrArn = ''): string => urlOrArn.split(/[/:]/).at(-1) ?? '';

const nameBehind = (arn: unknown, resources: readonly DeployedResource[]): string => {
  const [logicalId] = Arn.parse(arn)['Fn::GetAtt'];
  return queueName(resources.find((resource) => resource.logicalId === logicalId)?.physicalId);
};

const expectQueue: Check = async ({ physicalId, properties }, { sqs }, resources) => {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: physicalId, AttributeNames: ['All'] }),
  );
  for (const name of ['VisibilityTimeout', 'MessageRetentionPeriod'] as const) {
    if (properties[name] !== undefined) expect(Attributes[name]).toBe(String(properties[name]));
  }
  if (properties['RedrivePolicy'] === undefined) return;
  const promised = RedrivePolicy.parse(properties['RedrivePolicy']);
  const kept: { maxReceiveCount: unknown; deadLetterTargetArn: string } = JSON.parse(Attributes.RedrivePolicy ?? '{}');
  expect(Number(kept.maxReceiveCount)).toBe(promised.maxReceiveCount);
  expect(queueName(kept.deadLetterTargetArn)).toBe(nameBehind(promised.deadLetterTargetArn, resources));
};

const expectEventSourceMapping: Check = async ({ physicalId, properties }, stack, resources) => {
  const lambda = new LambdaClient(clientConfiguration(stack));
  const kept = await lambda.send(new GetEventSourceMappingCommand({ UUID: physicalId }));
  expect(kept).toMatchObject({
    BatchSize: properties['BatchSize'],
    MaximumBatchingWindowInSeconds: properties['MaximumBatchingWindowInSeconds'],
    FunctionResponseTypes: properties['FunctionResponseTypes'],
  });
  expect(queueName(kept.EventSourceArn)).toBe(nameBehind(properties['EventSourceArn'], resources));
};

const expectFunction: Check = async ({ physicalId, properties }, stack) => {
  const lambda = new LambdaClient(clientConfiguration(stack));
  const kept = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: physicalId }));
  for (const name of ['Runtime', 'Handler', 'Timeout', 'MemorySize', 'Architectures'] as const) {
    if (properties[name] !== undefined) expect(kept[name]).toEqual(properties[name]);
  }
};

const expectStream: Check = async ({ physicalId, properties }, { kinesis }) => {
  const { StreamDescriptionSummary: kept } = await kinesis.send(
    new DescribeStreamSummaryCommand({ StreamName: physicalId }),
  );
  expect(kept?.RetentionPeriodHours).toBe(properties['RetentionPeriodHours']);
  if (properties['ShardCount'] !== undefined) expect(kept?.OpenShardCount).toBe(properties['ShardCount']);
};

const expectAlarm: Check = async ({ physicalId, properties }, stack) => {
  const cloudWatch = new CloudWatchClient(clientConfiguration(stack));
  const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [physicalId] }));
  expect(MetricAlarms.map(({ Threshold, EvaluationPeriods }) => ({ Threshold, EvaluationPeriods }))).toEqual([
    { Threshold: properties['Threshold'], EvaluationPeriods: properties['EvaluationPeriods'] },
  ]);
};

const expectDashboard: Check = async ({ physicalId }, stack) => {
  const cloudWatch = new CloudWatchClient(clientConfiguration(stack));
  const { DashboardBody = '' } = await cloudWatch.send(new GetDashboardCommand({ DashboardName: physicalId }));
  expect(() => Widgets.parse(JSON.parse(DashboardBody))).not.toThrow();
};

const checks: Readonly<Record<string, Check>> = {
  'AWS::SQS::Queue': expectQueue,
  'AWS::Lambda::EventSourceMapping': expectEventSourceMapping,
  'AWS::Lambda::Function': expectFunction,
  'AWS::Kinesis::Stream': expectStream,
  'AWS::CloudWatch::Alarm': expectAlarm,
  'AWS::CloudWatch::Dashboard': expectDashboard,
};
