import { beforeAll, describe, expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { readEnvironment } from '../../lambda/contract/environment';
import { TelemetryMapping } from '../../lib/telemetry-mapping';
import { appOf, stageNames, templateOf } from '../support/stack';

let template: Template;
beforeAll(() => {
  template = templateOf();
});

const onlyId = (type: string, properties: unknown = {}): string => {
  const ids = Object.keys(template.findResources(type, { Properties: properties }));
  expect(ids).toHaveLength(1);
  return String(ids[0]);
};

describe('the submission queue', () => {
  test('moves what keeps failing to a dead-letter queue that keeps it longer than the queue does', () => {
    const deadLetterQueue = template.findResources('AWS::SQS::Queue', {
      Properties: { MessageRetentionPeriod: 1_209_600, RedrivePolicy: Match.absent() },
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'submissions',
      VisibilityTimeout: 181,
      MessageRetentionPeriod: 345_600,
      RedrivePolicy: {
        maxReceiveCount: 140,
        deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetterQueue'), 'Arn'] },
      },
    });
    expect(Object.keys(deadLetterQueue).filter((id) => id.includes('DeadLetterQueue'))).toHaveLength(1);
  });

  test('feeds the alias of the function in batches, each message acknowledged on its own', () => {
    const alias = onlyId('AWS::Lambda::Alias', { Name: 'live' });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 500,
      MaximumBatchingWindowInSeconds: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MetricsConfig: { Metrics: ['EventCount'] },
      EventSourceArn: { 'Fn::GetAtt': [onlyId('AWS::SQS::Queue', { QueueName: 'submissions' }), 'Arn'] },
      FunctionName: {
        'Fn::Join': ['', [{ 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: alias }] }] }, ':live']],
      },
    });
  });

  test('has Lambda decide how many batches are processed at once, without being asked', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ScalingConfig: Match.absent(),
      ProvisionedPollerConfig: Match.absent(),
    });
    template.hasResourceProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: Match.absent() });
  });

  test('has no more batches processed at once than is chosen', () => {
    const chosen = templateOf({ maximumConcurrency: '20', reservedConcurrency: '25' });
    chosen.hasResourceProperties('AWS::Lambda::EventSourceMapping', { ScalingConfig: { MaximumConcurrency: 20 } });
    chosen.hasResourceProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: 25 });
  });

  test('has pollers of its own where that is chosen', () => {
    templateOf({ minimumPollers: '5' }).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ProvisionedPollerConfig: { MinimumPollers: 5, MaximumPollers: 200 },
    });
  });
});

describe('the function', () => {
  test('may send continuations to the queue that it reads from', () => {
    template.hasResourceProperties('AWS::Lambda::Function', { RecursiveLoop: 'Allow' });
  });

  test('runs on Node 24 on arm64, with its log group', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Timeout: 30,
      MemorySize: 512,
      LoggingConfig: { LogGroup: { Ref: onlyId('AWS::Logs::LogGroup', { RetentionInDays: 30 }) } },
    });
  });

  test('gets an environment that it accepts, and that names the stream and the diagnostic queue', () => {
    const [resource] = Object.values(template.findResources('AWS::Lambda::Function'));
    const variables: Record<string, unknown> = resource?.['Properties'].Environment.Variables;
    expect(variables).toMatchObject({
      STREAM_NAME: { Ref: onlyId('AWS::Kinesis::Stream') },
      DIAGNOSTIC_QUEUE_URL: { Ref: expect.stringContaining('Diagnostics') },
      // Whose continuations it believes: nobody's but its own.
      CONTINUATION_SENDER: { 'Fn::GetAtt': [expect.stringContaining('MappingRole'), 'RoleId'] },
    });
    const url = 'https://sqs.eu-west-1.amazonaws.com/1/queue';
    const deployed = {
      STREAM_NAME: 'events',
      SUBMISSION_QUEUE_URL: url,
      DIAGNOSTIC_QUEUE_URL: url,
      CONTINUATION_SENDER: 'AROAEXAMPLE',
    };
    expect(() => readEnvironment({ ...variables, ...deployed })).not.toThrow();
  });
});

test('the settings of a stage reach its resources', () => {
  const chosen = templateOf({
    stage: 'prod',
    batchSize: '50',
    batchingWindowSeconds: '2',
    maxReceiveCount: '7',
    functionTimeoutSeconds: '60',
    functionMemoryMegabytes: '512',
    streamMode: 'provisioned',
    streamShards: '3',
    partitionKey: 'device_id',
    ordering: 'strict',
    eventFormat: 'ocsf',
    logLevel: 'DEBUG',
  });
  chosen.hasResourceProperties('AWS::SQS::Queue', {
    QueueName: Match.absent(),
    VisibilityTimeout: 362,
    RedrivePolicy: { maxReceiveCount: 7 },
  });
  chosen.hasResourceProperties('AWS::Lambda::EventSourceMapping', { BatchSize: 50, MaximumBatchingWindowInSeconds: 2 });
  chosen.hasResourceProperties('AWS::Lambda::Function', {
    Timeout: 60,
    MemorySize: 512,
    Environment: {
      Variables: {
        PARTITION_KEY: 'device_id',
        ORDERING: 'strict',
        EVENT_FORMAT: 'ocsf',
        POWERTOOLS_LOG_LEVEL: 'DEBUG',
        STAGE: 'prod',
      },
    },
  });
  chosen.hasResourceProperties('AWS::Kinesis::Stream', {
    Name: Match.absent(),
    ShardCount: 3,
    StreamModeDetails: { StreamMode: 'PROVISIONED' },
    RetentionPeriodHours: 168,
  });
});

describe('alarms notify', () => {
  test('nobody, without being asked', () => {
    template.resourceCountIs('AWS::SNS::Topic', 0);
  });

  test('an address, through a topic that CloudWatch may publish to, and only in encrypted connections', () => {
    const chosen = templateOf({ alarmEmail: 'on-call@example.com' });
    chosen.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'on-call@example.com' });
    chosen.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({ Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
        ]),
      },
    });
  });

  test('an existing topic', () => {
    const alarmTopicArn = 'arn:aws:sns:eu-west-1:111122223333:alarms';
    const stack = new Stack(appOf(), 'Stack');
    const { alarmTopic } = new TelemetryMapping(stack, 'TelemetryMapping', {
      stage: 'prod',
      settings: { alarmTopicArn },
    });
    expect(alarmTopic?.topicArn).toBe(alarmTopicArn);
  });
});

test.each(stageNames)('stage %s is deployable as it stands in cdk.json', (stage) => {
  templateOf({ stage }).resourceCountIs('AWS::Lambda::Function', 1);
});
