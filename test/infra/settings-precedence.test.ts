import { describe, expect, test } from '@jest/globals';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readStage } from '../../lib/settings/read-stage';
import type { SettingValues } from '../../lib/settings/settings';
import { anApp } from '../support/app';

const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:from-sensors';
const streamArn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/to-detection';
const kmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const alarmTopicArn = 'arn:aws:sns:eu-west-1:111122223333:alarms';

type Chosen = Readonly<Partial<SettingValues>>;

/** What a stage comes to be; the command line gives strings. */
const settingsOf = (stage: Chosen, commandLine: Chosen) => {
  const given = Object.fromEntries(Object.entries(commandLine).map(([name, value]) => [name, String(value)]));
  return readStage(anApp({ stage: 'dev', stages: { dev: stage }, ...given }).node).settings;
};

describe('the command line', () => {
  test.each<{ readonly stage: Chosen; readonly chooses: Chosen }>([
    { stage: { queueName: 'submissions', visibilityTimeoutSeconds: 300, maxReceiveCount: 7 }, chooses: { queueArn } },
    { stage: { queueArn }, chooses: { queueName: 'own' } },
    { stage: { queueArn }, chooses: { queueName: 'own', maxReceiveCount: 7 } },
    {
      stage: { streamName: 'events', streamMode: 'provisioned', streamShards: 4, streamRetentionHours: 48 },
      chooses: { streamArn },
    },
    { stage: { streamArn }, chooses: { streamName: 'own' } },
    { stage: { streamMode: 'provisioned', streamShards: 4 }, chooses: { streamMode: 'on-demand' } },
    { stage: { minimumPollers: 5, maximumPollers: 10 }, chooses: { maximumConcurrency: 5 } },
    { stage: { maximumConcurrency: 5 }, chooses: { maximumPollers: 10 } },
    { stage: { encryption: 'customer-managed', kmsKeyArn }, chooses: { encryption: 'aws-managed' } },
    { stage: { alarmEmail: 'a@example.com' }, chooses: { alarmTopicArn } },
    { stage: { alarmTopicArn }, chooses: { alarmEmail: 'a@example.com' } },
    { stage: { deployment: 'linear', consumerArns: ['111122223333'] }, chooses: { emulator: true } },
    { stage: { queueName: 'submissions', senderArns: ['111122223333'] }, chooses: { queueArn } },
    { stage: { consumerArns: ['111122223333'] }, chooses: { streamArn } },
    { stage: { alarmsCallNobody: true }, chooses: { alarmEmail: 'a@example.com' } },
    { stage: { alarmTopicArn }, chooses: { alarmsCallNobody: true } },
    { stage: { visibilityTimeoutSeconds: 300 }, chooses: { functionTimeoutSeconds: 100 } },
  ])('takes the place of what cannot stand beside it: of $stage, $chooses', ({ stage, chooses }) => {
    expect(settingsOf(stage, chooses)).toEqual(settingsOf({}, chooses));
  });

  test('leaves what can stand beside its choice', () => {
    expect(settingsOf({ visibilityTimeoutSeconds: 700 }, { functionTimeoutSeconds: 100 })).toMatchObject({
      visibilityTimeoutSeconds: 700,
    });
    expect(settingsOf({ streamShards: 4 }, { streamMode: 'provisioned' }).streamShards).toBe(4);
    expect(settingsOf({ streamName: 'events' }, { queueArn }).streamName).toBe('events');
  });

  test.each(Object.keys(cdkJson.context.stages))('may name an existing queue and stream for stage %s', (stage) => {
    const { settings } = readStage(anApp({ ...cdkJson.context, stage, queueArn, streamArn }).node);
    expect(settings).toMatchObject({ queueArn, streamArn });
    expect([settings.queueName, settings.streamName]).toEqual([undefined, undefined]);
  });
});

describe('what is refused all the same', () => {
  test.each<[string, Chosen, Chosen, RegExp]>([
    ['of the command line', {}, { queueArn, queueName: 'a' }, /- queueName is "a", but queueArn names/],
    [
      'of the command line, where the stage has one of it too',
      { queueName: 'b' },
      { queueArn, queueName: 'a' },
      /- queueName is "a", but queueArn names/,
    ],
    ['of the stage', { queueArn, queueName: 'a' }, { batchSize: 50 }, /- queueName is "a", but queueArn names/],
    [
      'of the stage, where the command line overrides one side of it',
      { queueArn, queueName: 'a' },
      { queueArn },
      /- queueName is "a", but queueArn names/,
    ],
    [
      'of the stage, where the command line would end it by chance',
      { queueArn, maxReceiveCount: 7 },
      { queueName: 'a' },
      /- maxReceiveCount is 7, but queueArn names/,
    ],
  ])('a contradiction %s', (_, stage, commandLine, message) => {
    expect(() => settingsOf(stage, commandLine)).toThrow(message);
  });

  test.each<[string, Chosen, Chosen, RegExp]>([
    [
      'a property of a new queue, which must not move senders from the stage’s existing one',
      { queueArn },
      { maxReceiveCount: 7 },
      /- maxReceiveCount is 7, but queueArn names/,
    ],
    [
      'more invocations than the stage reserves',
      { reservedConcurrency: 20, maximumConcurrency: 20 },
      { maximumConcurrency: 30 },
      /- reservedConcurrency is 20, but .* 30 times at once/,
    ],
    [
      'a key of one’s own for a stage that is encrypted by AWS',
      { encryption: 'aws-managed' },
      { kmsKeyArn },
      /set encryption to customer-managed/,
    ],
    [
      'a step-by-step deployment of a stage in an emulator',
      { emulator: true },
      { deployment: 'linear' },
      /emulators have no CodeDeploy/,
    ],
    [
      'shards of a stream on demand',
      { streamMode: 'on-demand' },
      { streamShards: 2 },
      /- streamShards is 2, but is for a provisioned stream only/,
    ],
  ])('%s', (_, stage, commandLine, message) => {
    expect(() => settingsOf(stage, commandLine)).toThrow(message);
  });
});
