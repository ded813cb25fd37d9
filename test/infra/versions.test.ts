import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { TelemetryMapping } from '../../lib/telemetry-mapping';
import { appOf, templateOf } from '../support/stack';

type Chosen = Readonly<Record<string, string>>;

const versionIn = (template: Template): string => {
  const ids = Object.keys(template.findResources('AWS::Lambda::Version'));
  expect(ids).toHaveLength(1);
  return String(ids[0]);
};
const versionOf = (chosen: Chosen): string => versionIn(templateOf(chosen));

const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:from-sensors';
const streamArn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/to-detection';

// The CDK prints the warnings that existing resources have.
beforeAll(() => {
  jest.spyOn(console, 'error').mockReturnValue();
});

const changes: readonly (readonly [variable: string, before: Chosen, after: Chosen])[] = [
  ['STREAM_NAME', { streamName: 'events' }, { streamName: 'events-2' }],
  ['STREAM_NAME', { stage: 'prod' }, { stage: 'prod', streamName: 'events' }],
  ['STREAM_NAME', { streamName: 'events' }, { streamArn }],
  ['STREAM_NAME', { streamArn }, { streamArn: `${streamArn}-2` }],
  ['SUBMISSION_QUEUE_URL', { queueName: 'submissions' }, { queueName: 'submissions-2' }],
  ['SUBMISSION_QUEUE_URL', { stage: 'prod' }, { stage: 'prod', queueName: 'submissions' }],
  ['SUBMISSION_QUEUE_URL', { queueName: 'submissions' }, { queueArn }],
  ['SUBMISSION_QUEUE_URL', { queueArn }, { queueArn: `${queueArn}-2` }],
  ['PARTITION_KEY', { partitionKey: 'submission_id' }, { partitionKey: 'device_id' }],
  ['ORDERING', { ordering: 'acknowledged' }, { ordering: 'strict' }],
  ['EVENT_FORMAT', { eventFormat: 'nested' }, { eventFormat: 'flat' }],
  ['CONTINUATION_SENDER', { deployment: 'all-at-once' }, { deployment: 'all-at-once', emulator: 'true' }],
  ['POWERTOOLS_LOG_LEVEL', { logLevel: 'INFO' }, { logLevel: 'DEBUG' }],
  ['STAGE', { stage: 'dev' }, { stage: 'staging', queueName: 'submissions', streamName: 'events' }],
];

describe('a new version of the function is published', () => {
  test.each(changes)('where %s changes: %j to %j', (_, before, after) => {
    expect(versionOf(after)).not.toBe(versionOf(before));
  });

  test.each<[string, Readonly<{ queue?: string; stream?: string }>]>([
    ['queue', { queue: 'from-sensors-2' }],
    ['stream', { stream: 'to-detection-2' }],
  ])('where a %s of another stack has another name', (_, renamed) => {
    const versionWith = ({ queue = 'from-sensors', stream = 'to-detection' }: typeof renamed): string => {
      const app = appOf();
      const theirs = new Stack(app, 'Theirs');
      const stack = new Stack(app, 'Own');
      new TelemetryMapping(stack, 'TelemetryMapping', {
        stage: 'prod',
        settings: {
          queueArn: new Queue(theirs, 'FromSensors', { queueName: queue }).queueArn,
          streamArn: new Stream(theirs, 'ToDetection', { streamName: stream }).streamArn,
        },
      });
      return versionIn(Template.fromStack(stack));
    };
    expect(versionWith(renamed)).not.toBe(versionWith({}));
  });
});

test('that is held of every variable of the function which a setting decides', () => {
  const [resource] = Object.values(templateOf().findResources('AWS::Lambda::Function'));
  const variables: Record<string, unknown> = resource?.['Properties'].Environment.Variables;
  const byNoSetting = ['DIAGNOSTIC_QUEUE_URL', 'POWERTOOLS_SERVICE_NAME', 'POWERTOOLS_METRICS_NAMESPACE'];
  expect(new Set([...changes.map(([variable]) => variable), ...byNoSetting])).toEqual(new Set(Object.keys(variables)));
});

// Lambda refuses to publish a version that is like the one before.
test.each<Chosen>([
  { alarmFunctionErrors: '7' },
  { batchSize: '50' },
  { maxReceiveCount: '7' },
  { streamRetentionHours: '48' },
  { encryption: 'customer-managed' },
  { retainData: 'true' },
  { alarmEmail: 'on-call@example.com' },
  { maximumConcurrency: '20', reservedConcurrency: '20' },
])('no new version is published where the function is as it was: %j', (chosen) => {
  expect(versionOf(chosen)).toBe(versionOf({}));
});
