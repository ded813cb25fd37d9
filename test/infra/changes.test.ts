import { describe, expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { changesOf, effectsByKind } from '../../bin/docs/changes/changes-table';
import { settingChanges } from '../../bin/docs/changes/setting-changes';
import { type ResourceChange, templateChanges } from '../../bin/docs/changes/template-changes';
import type { ChosenSettings } from '../../lib/settings/settings';
import { TelemetryMapping } from '../../lib/telemetry-mapping';
import { appOf, stageNames } from '../support/stack';

const ofEmulators: ReadonlySet<string> = new Set(['local']);
const holdsData = /^AWS::(SQS::Queue|Kinesis::Stream|KMS::Key|Logs::LogGroup)$/;

const refusals = (changes: readonly ResourceChange[]): readonly string[] =>
  changes.flatMap(({ logicalId, refusal }) => (refusal === undefined ? [] : `${logicalId}: ${refusal}`));
const lost = (changes: readonly ResourceChange[]): readonly string[] =>
  changes
    .filter(({ effect, type }) => (effect === 'replaced' || effect === 'removed') && holdsData.test(type))
    .filter(({ leavesFormer }) => !leavesFormer)
    .map(({ logicalId }) => logicalId);

describe.each(settingChanges)('a change of $what', (change) => {
  const ofProd = changesOf('prod', change);
  const others = stageNames.filter((stage) => stage !== 'prod');
  // Emulators have no CodeDeploy that one could go over to.
  const stages = 'deployment' in change.from ? others.filter((stage) => !ofEmulators.has(stage)) : others;

  test.each(stages)('is not refused in stage %s, and does there what it does in prod', (stage) => {
    const changes = changesOf(stage, change);
    expect(refusals(changes)).toEqual([]);
    expect(effectsByKind(changes)).toEqual(effectsByKind(ofProd));
  });

  test('is not refused in prod, and leaves all data in the account', () => {
    expect(refusals(ofProd)).toEqual([]);
    expect(lost(ofProd)).toEqual([]);
  });
});

test('a stage that does not retain its data loses what is in a queue or stream that is replaced', () => {
  const change = { from: { queueName: 'a', streamName: 'a' }, to: { queueName: 'b', streamName: 'b' } };
  const [queue, stream] = lost(changesOf('staging', { ...change, what: '', whileShifting: '', before: '' }));
  expect(queue).toContain('SubmissionsQueue');
  expect(stream).toContain('EventsStream');
});

/** A stack of somebody else, with what is in it. */
const stackWith = (add: (stack: Stack) => void): Record<string, unknown> => {
  const stack = new Stack(appOf(), 'Own');
  add(stack);
  return Template.fromStack(stack).toJSON();
};
const mappingOf =
  (stage: string, settings: ChosenSettings = {}) =>
  (stack: Stack) => {
    new TelemetryMapping(stack, `Mapping-${stage}`, { stage, settings });
  };

describe('in a stack of somebody else', () => {
  test('a second mapping leaves the first as it is', () => {
    const one = stackWith(mappingOf('prod'));
    const two = stackWith((stack) => {
      mappingOf('prod')(stack);
      mappingOf('prod-2')(stack);
    });
    const changes = templateChanges(one, two);
    expect(changes.length).toBeGreaterThan(10);
    expect(changes.filter(({ effect }) => effect !== 'created')).toEqual([]);
    expect(refusals(changes)).toEqual([]);
  });

  const withOwn = (queueName: string, streamName: string) =>
    stackWith((stack) => {
      const { queueArn } = new Queue(stack, 'FromSensors', { queueName });
      const { streamArn } = new Stream(stack, 'ToDetection', { streamName });
      mappingOf('prod', { queueArn, streamArn })(stack);
    });

  test('another name of its queue replaces version, rights and event source with it', () => {
    const { replaced } = effectsByKind(templateChanges(withOwn('a', 'a'), withOwn('b', 'a')));
    expect(replaced).toEqual(['event source', 'rights', 'version']);
  });

  test('another name of its stream replaces version and rights with it', () => {
    const { replaced } = effectsByKind(templateChanges(withOwn('a', 'a'), withOwn('a', 'b')));
    expect(replaced).toEqual(['rights', 'stream', 'version']);
  });
});

describe('what AWS would refuse is told', () => {
  const stream = (Name: string, ShardCount: number, retention = 24) => ({
    Resources: {
      Stream: { Type: 'AWS::Kinesis::Stream', Properties: { Name, ShardCount, RetentionPeriodHours: retention } },
    },
  });

  test('as another resource of the same name', () => {
    const moved = { Resources: { Other: stream('events', 4).Resources.Stream } };
    expect(refusals(templateChanges(stream('events', 4), moved))).toEqual([
      'Other: the former one has its name: AWS::Kinesis::Stream events',
    ]);
    expect(refusals(templateChanges(stream('events', 4), stream('events-2', 4)))).toEqual([]);
  });

  test.each([
    [4, 1],
    [4, 9],
  ])('as a change of the shards from %d to %d', (from, to) => {
    expect(refusals(templateChanges(stream('events', from), stream('events', to)))).toEqual([
      'Stream: Kinesis takes half to twice of 4 shards at once',
    ]);
  });

  test.each([
    [4, 2],
    [4, 8],
  ])('unlike a change from %d to %d', (from, to) => {
    expect(refusals(templateChanges(stream('events', from), stream('events', to, 48)))).toEqual([]);
  });
});
