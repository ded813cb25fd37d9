import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { parameterName, parameterPath, stackOutputs } from '../../lib/stack-outputs';
import { stageNames, templateOf } from '../support/stack';

type Chosen = Readonly<Record<string, string>>;

const outputsOf = (template: Template): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(template.findOutputs('*')).map(([id, { Value }]) => [id, Value]));

const parametersOf = (template: Template): ReadonlyMap<string, unknown> =>
  new Map(
    Object.values(template.findResources('AWS::SSM::Parameter')).map(({ Properties: { Name, Value } }) => [
      Name,
      Value,
    ]),
  );

const variants: readonly Chosen[] = [
  ...stageNames.map((stage) => ({ stage })),
  { stage: 'prod', encryption: 'customer-managed', alarmEmail: 'on-call@example.com' },
  {
    stage: 'staging',
    queueArn: 'arn:aws:sqs:eu-west-1:111122223333:from-sensors',
    streamArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/to-detection',
  },
];

// The CDK prints the warnings that these stacks have.
beforeAll(() => {
  jest.spyOn(console, 'error').mockReturnValue();
});

describe.each(variants)('%j', (chosen) => {
  const template = templateOf(chosen);

  test('has each output as a parameter of SSM too, and no other', () => {
    const path = parameterPath(String(chosen['stage']));
    const expected = [...outputsOf(template)].map(
      ([id, value]) => [`${path}/${parameterName({ id })}`, value] as const,
    );
    expect(expected.length).toBeGreaterThan(10);
    expect(parametersOf(template)).toEqual(new Map(expected));
  });

  test.each<[string, readonly string[]]>([
    ['AWS::SQS::Queue', ['Ref', 'Arn', 'QueueName']],
    ['AWS::Kinesis::Stream', ['Ref', 'Arn']],
    ['AWS::KMS::Key', ['Ref', 'Arn']],
    ['AWS::Lambda::Function', ['Ref']],
    ['AWS::Lambda::Alias', ['Ref']],
    ['AWS::SNS::Topic', ['Ref', 'TopicName']],
  ])('tells what each %s is called: %j', (type, attributes) => {
    const expected = Object.keys(template.findResources(type)).flatMap((id) =>
      attributes.map((attribute) => (attribute === 'Ref' ? { Ref: id } : { 'Fn::GetAtt': [id, attribute] })),
    );
    expect([...outputsOf(template).values()]).toEqual(expect.arrayContaining(expected));
  });
});

test('a stage with all that there can be has every output', () => {
  const template = templateOf({ stage: 'prod', encryption: 'customer-managed', alarmEmail: 'on-call@example.com' });
  expect([...outputsOf(template).keys()].toSorted()).toEqual(stackOutputs.map(({ id }) => id).toSorted());
});

test('what exists already is told like what is new, by what its ARN says', () => {
  const template = templateOf({
    stage: 'staging',
    queueArn: 'arn:aws:sqs:eu-west-1:111122223333:from-sensors',
    streamArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/to-detection',
    alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms',
  });
  expect(Object.fromEntries(outputsOf(template))).toMatchObject({
    SubmissionQueueArn: 'arn:aws:sqs:eu-west-1:111122223333:from-sensors',
    SubmissionQueueName: 'from-sensors',
    EventStreamArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/to-detection',
    EventStreamName: 'to-detection',
    AlarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms',
    AlarmTopicName: 'alarms',
  });
});

test.each([
  ['SubmissionQueueUrl', 'submission-queue-url'],
  ['EventStreamArn', 'event-stream-arn'],
])('the parameter of %s is called %s', (id, name) => {
  expect(parameterName({ id })).toBe(name);
});
