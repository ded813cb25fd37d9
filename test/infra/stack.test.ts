import { beforeAll, describe, expect, test } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { readEnvironment } from '../../lambda/environment';
import { templateOf } from '../support/stack';

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
        maxReceiveCount: 5,
        deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetterQueue'), 'Arn'] },
      },
    });
    expect(Object.keys(deadLetterQueue).filter((id) => id.includes('DeadLetterQueue'))).toHaveLength(1);
  });

  test('feeds the function in batches, each message acknowledged on its own', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 500,
      MaximumBatchingWindowInSeconds: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      EventSourceArn: { 'Fn::GetAtt': [onlyId('AWS::SQS::Queue', { QueueName: 'submissions' }), 'Arn'] },
      FunctionName: { Ref: onlyId('AWS::Lambda::Function') },
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
      MemorySize: 1_024,
      LoggingConfig: { LogGroup: { Ref: onlyId('AWS::Logs::LogGroup', { RetentionInDays: 30 }) } },
    });
  });

  test('gets an environment that it accepts, and that names the stream and the diagnostic queue', () => {
    const [resource] = Object.values(template.findResources('AWS::Lambda::Function'));
    const variables: Record<string, unknown> = resource?.['Properties'].Environment.Variables;
    expect(variables).toMatchObject({
      STREAM_NAME: { Ref: onlyId('AWS::Kinesis::Stream') },
      DIAGNOSTIC_QUEUE_URL: { Ref: expect.stringContaining('Diagnostics') },
    });
    const url = 'https://sqs.eu-west-1.amazonaws.com/1/queue';
    const deployed = { STREAM_NAME: 'events', SUBMISSION_QUEUE_URL: url, DIAGNOSTIC_QUEUE_URL: url };
    expect(() => readEnvironment({ ...variables, ...deployed })).not.toThrow();
  });

  test('may do what it does, on what it does it to, and nothing else', () => {
    const [policy] = Object.values(template.findResources('AWS::IAM::Policy'));
    const statements: { Action: string | string[]; Resource: unknown }[] =
      policy?.['Properties'].PolicyDocument.Statement;
    expect(statements.map(({ Action }) => Action)).toEqual([
      'kinesis:PutRecords',
      'sqs:SendMessage',
      [
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:GetQueueUrl',
        'sqs:ReceiveMessage',
      ],
    ]);
    expect(statements[1]?.Resource).toEqual([
      { 'Fn::GetAtt': [expect.stringContaining('Diagnostics'), 'Arn'] },
      { 'Fn::GetAtt': [expect.stringContaining('SubmissionsQueue'), 'Arn'] },
    ]);
    expect(JSON.stringify(statements)).not.toContain('*');
  });
});

test('all queues refuse plain http', () => {
  const queues = Object.keys(template.findResources('AWS::SQS::Queue'));
  expect(queues).toHaveLength(3);
  for (const queue of queues) {
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: queue }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  }
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
      Variables: { PARTITION_KEY: 'device_id', EVENT_FORMAT: 'ocsf', POWERTOOLS_LOG_LEVEL: 'DEBUG', STAGE: 'prod' },
    },
  });
  chosen.hasResourceProperties('AWS::Kinesis::Stream', {
    Name: Match.absent(),
    ShardCount: 3,
    StreamModeDetails: { StreamMode: 'PROVISIONED' },
    RetentionPeriodHours: 168,
  });
});

test.each(['local', 'dev', 'staging', 'prod'])('stage %s is deployable as it stands in cdk.json', (stage) => {
  templateOf({ stage }).resourceCountIs('AWS::Lambda::Function', 1);
});
