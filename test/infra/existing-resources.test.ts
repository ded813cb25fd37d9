import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { TelemetryMapping } from '../../lib/telemetry-mapping';
import { appOf, stackIn } from '../support/stack';

const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:from-sensors';
const streamArn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/to-detection';

// The CDK prints the warnings that these stacks have.
beforeAll(() => {
  jest.spyOn(console, 'error').mockReturnValue();
});

describe('an existing queue and stream', () => {
  const stack = stackIn(appOf({ stage: 'staging', queueArn, streamArn }));

  test('are not made again: only the diagnostic queue is new', () => {
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::SQS::Queue', 1);
    template.resourceCountIs('AWS::Kinesis::Stream', 0);
    const outputs = Object.keys(template.findOutputs('*'));
    expect(outputs).toEqual(expect.arrayContaining(['SubmissionQueueUrl', 'EventStreamName', 'DiagnosticQueueUrl']));
    expect(outputs.filter((id) => id.startsWith('DeadLetterQueue'))).toEqual([]);
  });

  test('get grants and the mapping', () => {
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', { EventSourceArn: queueArn });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { STREAM_NAME: 'to-detection' } },
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: ['kinesis:PutRecord', 'kinesis:PutRecords'], Resource: streamArn }),
          Match.objectLike({ Action: Match.arrayWith(['sqs:ReceiveMessage', 'sqs:SendMessage']), Resource: queueArn }),
        ]),
      },
    });
  });

  test('are warned about: what they should be like cannot be checked', () => {
    const annotations = Annotations.fromStack(stack);
    annotations.hasWarning('*', Match.stringLikeRegexp('visibility timeout of at least 181 seconds.*redrive policy'));
    annotations.hasWarning('*', Match.stringLikeRegexp('stream is an existing one.*shards for the load'));
  });

  test('are not warned about once they were seen to', () => {
    const seenTo = stackIn(appOf({ stage: 'staging', queueArn, streamArn, existingResourcesChecked: 'true' }));
    Annotations.fromStack(seenTo).hasNoWarning('*', Match.anyValue());
  });

  test('are not warned about where they are new', () => {
    Annotations.fromStack(stackIn(appOf({ stage: 'staging' }))).hasNoWarning('*', Match.anyValue());
  });
});

test('the construct maps between a queue and a stream of somebody else’s stack', () => {
  const stack = new Stack(appOf(), 'Detection');
  const queue = new Queue(stack, 'FromSensors');
  const stream = new Stream(stack, 'ToDetection');
  const { mapping } = new TelemetryMapping(stack, 'TelemetryMapping', {
    stage: 'prod',
    settings: { queueArn: queue.queueArn, streamArn: stream.streamArn, batchSize: 50 },
  });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    BatchSize: 50,
    EventSourceArn: stack.resolve(queue.queueArn),
  });
  template.resourceCountIs('AWS::Kinesis::Stream', 1);
  expect(mapping.alias.aliasName).toBe('live');
});
