import { describe, expect, test } from '@jest/globals';
import { completeSettings } from '../../lib/settings/complete-settings';
import { readStage } from '../../lib/settings/read-stage';
import { anApp } from '../support/app';

const stages = { dev: {}, prod: { batchSize: 100 } };
const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:submissions';
const streamArn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/events';
const kmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const alarmTopicArn = 'arn:aws:sns:eu-west-1:111122223333:alarms';
const settingsOf = (context: Readonly<Record<string, unknown>>) =>
  completeSettings(readStage(anApp({ stage: 'dev', stages, ...context }).node).settings);

describe('settings', () => {
  test('have defaults', () => {
    expect(settingsOf({})).toMatchObject({
      batchSize: 500,
      maxReceiveCount: 140,
      partitionKey: 'submission_id',
      ordering: 'acknowledged',
      eventFormat: 'nested',
    });
  });

  test('of the stage take precedence over defaults, and those of the command line over both', () => {
    expect(settingsOf({ stage: 'prod' }).batchSize).toBe(100);
    expect(settingsOf({ stage: 'prod', batchSize: 20 }).batchSize).toBe(20);
  });

  test('are taken as strings, as the command line gives them', () => {
    expect(settingsOf({ batchSize: '50', streamMode: 'provisioned', streamShards: '3' })).toMatchObject({
      batchSize: 50,
      streamShards: 3,
    });
  });

  test('are taken as strings, truth values too', () => {
    expect(settingsOf({ retainData: 'false', emulator: 'true' })).toMatchObject({ retainData: false, emulator: true });
  });

  test('stay strings where the setting is one, whatever they spell', () => {
    expect(settingsOf({ queueName: '2026', streamName: 'true' })).toMatchObject({
      queueName: '2026',
      streamName: 'true',
    });
  });

  test('keep data and deploy step by step, without being asked', () => {
    expect(settingsOf({})).toMatchObject({
      retainData: true,
      terminationProtection: true,
      deployment: 'canary',
      encryption: 'aws-managed',
    });
  });

  test('have receives reach for a day of outage, and for three where invocations that die come back late', () => {
    expect(settingsOf({}).maxReceiveCount).toBe(140);
    expect(settingsOf({ functionTimeoutSeconds: 900 }).maxReceiveCount).toBe(47);
    expect(settingsOf({ maxReceiveCount: 288 }).maxReceiveCount).toBe(288);
  });

  test('deploy at once on an emulator, which has no CodeDeploy', () => {
    expect(settingsOf({ emulator: true }).deployment).toBe('all-at-once');
  });

  test('have one bound of the pollers follow the other', () => {
    expect(settingsOf({}).provisionedPollers).toBeUndefined();
    expect(settingsOf({ minimumPollers: 10 }).provisionedPollers).toEqual({ minimum: 10, maximum: 200 });
    expect(settingsOf({ maximumPollers: 10 }).provisionedPollers).toEqual({ minimum: 2, maximum: 10 });
  });

  test('have the visibility timeout follow the function timeout and the batching window', () => {
    const settings = settingsOf({ functionTimeoutSeconds: 100, batchingWindowSeconds: 20 });
    expect(settings.visibilityTimeoutSeconds).toBe(620);
  });

  test('may be at the limits of AWS', () => {
    expect(settingsOf({ batchSize: 10_000, batchingWindowSeconds: 300 }).batchSize).toBe(10_000);
    expect(settingsOf({ batchSize: 10, batchingWindowSeconds: 0 }).batchingWindowSeconds).toBe(0);
    expect(settingsOf({ functionTimeoutSeconds: 900 }).visibilityTimeoutSeconds).toBe(5_401);
    expect(settingsOf({ maximumConcurrency: 20, reservedConcurrency: 20 }).maximumConcurrency).toBe(20);
    expect(settingsOf({ maximumPollers: 2, reservedConcurrency: 20 }).reservedConcurrency).toBe(20);
    expect(settingsOf({ reservedConcurrency: 1_250 }).reservedConcurrency).toBe(1_250);
  });
});

describe('what is refused, in a sentence that says what to change', () => {
  test.each<[Readonly<Record<string, unknown>>, RegExp]>([
    [{ stage: 'prd' }, /There is no stage "prd"\. Choose one of dev, prod/],
    [{ stage: undefined }, /There is no stage/],
    [{ stages: ['dev'] }, /"stages" in cdk\.json must map names of stages to their settings/],
    [{ stages: { dev: 1 } }, /Stage "dev" in cdk\.json is 1, but must map names of settings to their values/],
    [{ stage: 'constructor' }, /There is no stage "constructor"/],
    [{ batchsize: 50 }, /- batchsize is not a setting\. Did you mean batchSize\?/],
    [{ BATCHSIZE: 50 }, /- BATCHSIZE is not a setting\. Did you mean batchSize\?/],
    [{ bachSize: 5 }, /- bachSize is not a setting\. Did you mean batchSize\?/],
    [{ 'batch-size': 5 }, /- batch-size is not a setting\. Did you mean batchSize\?/],
    [{ imumPollers: 5 }, /- imumPollers is not a setting\. Did you mean minimumPollers or maximumPollers\?/],
    [{ memory: 5 }, /- memory is not a setting\. The settings are queueName, .*batchSize.*, runbookUrl\./],
    [{ batchSize: 10_001 }, /- batchSize is 10001, but must be a whole number from 1 to 10000 \(messages\)\./],
    [{ batchSize: '10001' }, /- batchSize is 10001, but must be a whole number from 1 to 10000/],
    [{ batchSize: '' }, /- batchSize is "", but must be a whole number/],
    [{ batchSize: '1e3' }, /- batchSize is "1e3", but must be a whole number/],
    [{ batchSize: 1.5 }, /- batchSize is 1\.5, but/],
    [{ batchSize: null }, /- batchSize is null, but/],
    [{ batchSize: 11, batchingWindowSeconds: 0 }, /- batchingWindowSeconds is 0, but must be at least 1 .*batchSize/],
    [{ visibilityTimeoutSeconds: 180 }, /- visibilityTimeoutSeconds is 180, but must be at least 181: 6 x functionTim/],
    [{ visibilityTimeoutSeconds: 43_201 }, /must be a whole number from 0 to 43200/],
    [{ maxReceiveCount: 0 }, /- maxReceiveCount is 0, but must be a whole number from 1 to 1000 \(receives\)/],
    [{ maxReceiveCount: 289 }, /- maxReceiveCount is 289, but must be at most 288 .*deleted, after 4 days, before/],
    [{ functionTimeoutSeconds: 900, maxReceiveCount: 48 }, /- maxReceiveCount is 48, but must be at most 47/],
    [{ functionTimeoutSeconds: 901 }, /from 1 to 900 \(seconds\)/],
    [{ functionMemoryMegabytes: 64 }, /from 128 to 10240 \(MB\)/],
    [{ streamMode: 'on demand' }, /must be one of on-demand, provisioned/],
    [{ streamShards: 2 }, /- streamShards is 2, but is for a provisioned stream only\. .*set streamMode/],
    [
      { streamMode: 'provisioned' },
      /- streamShards must be given for a provisioned stream\. .*open shards, which `aws kinesis describe-stream-summary`/,
    ],
    [{ streamRetentionHours: 12 }, /from 24 to 8760 \(hours\)/],
    [{ eventFormat: 'xml' }, /- eventFormat is "xml", but must be one of nested, flat, ocsf/],
    [{ partitionKey: 'user' }, /must be one of submission_id, device_id/],
    [{ ordering: 'fifo' }, /- ordering is "fifo", but must be one of acknowledged, strict/],
    [{ logRetentionDays: 4 }, /must be one of 1, 3, 5/],
    [{ retainData: 'yes' }, /- retainData is "yes", but must be true or false\./],
    [{ maximumConcurrency: 1 }, /from 2 to 1000 \(invocations\)/],
    [{ maximumPollers: 2_001 }, /from 2 to 2000 \(pollers\)/],
    [{ maximumConcurrency: 5, minimumPollers: 2 }, /- maximumConcurrency is 5, but cannot be combined.* Leave one out/],
    [{ minimumPollers: 9, maximumPollers: 8 }, /- minimumPollers is 9, but must be at most maximumPollers \(8\)/],
    [{ reservedConcurrency: 9 }, /- reservedConcurrency is 9, but the event source may invoke 1250 times at once/],
    [{ reservedConcurrency: 9, maximumConcurrency: 10 }, /may invoke 10 times.* or lower maximumConcurrency/],
    [{ reservedConcurrency: 9, maximumPollers: 2 }, /may invoke 20 times.* or lower maximumPollers/],
    [{ kmsKeyArn }, /- kmsKeyArn is .* set encryption to customer-managed/],
    [
      { kmsKeyArn: 'alias/own', encryption: 'customer-managed' },
      /- kmsKeyArn is "alias\/own", but must be an ARN such/,
    ],
    [
      { encryption: 'customer-managed', kmsKeyArn, formerKmsKeyArn: kmsKeyArn },
      /- formerKmsKeyArn is .* but is the key of kmsKeyArn, which is in use\. Leave it out/,
    ],
    [{ alarmEmail: 'on-call' }, /must be an e-mail address/],
    [{ alarmEmail: 'a@example.com', alarmTopicArn }, /cannot be combined with alarmTopicArn/],
    [
      { alarmEmail: 'a@example.com', alarmsCallNobody: true },
      /- alarmsCallNobody is true, but alarmEmail and alarmTopicArn name somebody/,
    ],
    [{ emulator: true, deployment: 'linear' }, /- deployment is "linear", but emulators have no CodeDeploy/],
    [{ emulator: true, consumerArns: '111122223333' }, /- consumerArns is \[.*\], but emulators have no policies of/],
    [
      { queueArn: `${queueArn}.fifo` },
      /- queueArn is ".*\.fifo", but names a FIFO queue\. .*message group\. Give the ARN of a standard queue/,
    ],
    [{ queueArn: 'submissions.fifo' }, /must be an ARN such as arn:aws:sqs/],
    [{ streamArn: `${queueArn}.fifo` }, /must be an ARN such as arn:aws:kinesis/],
    [{ queueArn, queueName: 'submissions' }, /- queueName is "submissions", but queueArn names an existing one/],
    [{ queueArn, maxReceiveCount: 7 }, /- maxReceiveCount is 7, but queueArn names/],
    [{ streamArn, streamMode: 'on-demand' }, /- streamMode is "on-demand", but streamArn names an existing one/],
    [{ queueName: 'a b' }, /letters, digits, hyphens and underscores/],
  ])('%j', (context, message) => {
    expect(() => settingsOf(context)).toThrow(message);
  });

  test('all at once', () => {
    expect(() => settingsOf({ batchSize: 0, memory: 1, logLevel: 'LOUD' })).toThrow(/batchSize.*logLevel.*memory/s);
  });
});

describe('a stage that is not right', () => {
  const bad = {
    Prod_EU: {},
    list: [],
    misspelt: { bachSize: 5 },
    contradictory: { queueArn, queueName: 'submissions' },
  };

  test('is in no other stage’s way', () => {
    expect(settingsOf({ stage: 'prod', stages: { ...bad, ...stages } }).batchSize).toBe(100);
  });

  test('is refused where it is chosen: one by its name, with the names that are possible', () => {
    expect(() => settingsOf({ stage: 'Prod_EU', stages: { ...bad, ...stages } })).toThrow(
      /Stage "Prod_EU" cannot be deployed under this name\. The name of a stage is lower-case letters, digits and hyphens, and begins with a letter, such as prod-eu\. Rename it/,
    );
  });

  test.each<[string, RegExp]>([
    ['list', /Stage "list" in cdk\.json is \[\], but must map/],
    ['misspelt', /The settings of stage "misspelt" cannot be deployed:\n- bachSize is not/],
    ['contradictory', /- queueName is "submissions", but queueArn names an existing one/],
  ])('is refused where it is chosen: %s', (stage, message) => {
    expect(() => settingsOf({ stage, stages: { ...bad, ...stages } })).toThrow(message);
  });

  test('is not offered', () => {
    expect(() => settingsOf({ stage: 'prd', stages: { ...bad, ...stages } })).toThrow(
      /Choose one of list, misspelt, contradictory, dev, prod with/,
    );
  });
});
