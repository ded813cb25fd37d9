import { describe, expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { readStage } from '../../lib/settings/read-settings';

const stages = { dev: {}, prod: { batchSize: 100 } };
const settingsOf = (context: Readonly<Record<string, unknown>>) =>
  readStage(new App({ context: { stage: 'dev', stages, ...context } }).node).settings;

describe('settings', () => {
  test('have defaults', () => {
    expect(settingsOf({})).toMatchObject({
      batchSize: 500,
      maxReceiveCount: 5,
      partitionKey: 'submission_id',
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

  test('have the visibility timeout follow the function timeout and the batching window', () => {
    const settings = settingsOf({ functionTimeoutSeconds: 100, batchingWindowSeconds: 20 });
    expect(settings.visibilityTimeoutSeconds).toBe(620);
  });

  test('may be at the limits of AWS', () => {
    expect(settingsOf({ batchSize: 10_000, batchingWindowSeconds: 300 }).batchSize).toBe(10_000);
    expect(settingsOf({ batchSize: 10, batchingWindowSeconds: 0 }).batchingWindowSeconds).toBe(0);
    expect(settingsOf({ functionTimeoutSeconds: 900 }).visibilityTimeoutSeconds).toBe(5_401);
  });
});

describe('what is refused, in a sentence that says what to change', () => {
  test.each<[Readonly<Record<string, unknown>>, RegExp]>([
    [{ stage: 'prd' }, /There is no stage "prd"\. Choose one of dev, prod/],
    [{ stage: undefined }, /There is no stage/],
    [{ stages: { dev: 1 } }, /"stages" in cdk\.json must map stage names to settings/],
    [{ bachSize: 5 }, /- bachSize is not a setting\. The settings are .*batchSize/],
    [{ batchSize: 10_001 }, /- batchSize is 10001, but must be a whole number from 1 to 10000 \(messages\)\./],
    [{ batchSize: '' }, /- batchSize is "", but must be a whole number/],
    [{ batchSize: '1e3' }, /- batchSize is "1e3", but must be a whole number/],
    [{ batchSize: 1.5 }, /- batchSize is 1\.5, but/],
    [{ batchSize: null }, /- batchSize is null, but/],
    [{ batchSize: 11, batchingWindowSeconds: 0 }, /- batchingWindowSeconds is 0, but must be at least 1 .*batchSize/],
    [{ visibilityTimeoutSeconds: 180 }, /- visibilityTimeoutSeconds is 180, but must be at least 181: 6 x functionTim/],
    [{ visibilityTimeoutSeconds: 43_201 }, /must be a whole number from 0 to 43200/],
    [{ maxReceiveCount: 0 }, /- maxReceiveCount is 0, but must be a whole number from 1 to 1000 \(receives\)/],
    [{ functionTimeoutSeconds: 901 }, /from 1 to 900 \(seconds\)/],
    [{ functionMemoryMegabytes: 64 }, /from 128 to 10240 \(MB\)/],
    [{ streamMode: 'on demand' }, /must be one of on-demand, provisioned/],
    [{ streamShards: 2 }, /- streamShards is 2, but is for a provisioned stream only\. .*set streamMode/],
    [{ streamRetentionHours: 12 }, /from 24 to 8760 \(hours\)/],
    [{ eventFormat: 'xml' }, /- eventFormat is "xml", but must be one of nested, flat, ocsf/],
    [{ partitionKey: 'user' }, /must be one of submission_id, device_id/],
    [{ logRetentionDays: 4 }, /must be one of 1, 3, 5/],
    [{ queueName: 'a b' }, /letters, digits, hyphens and underscores/],
  ])('%j', (context, message) => {
    expect(() => settingsOf(context)).toThrow(message);
  });

  test('all at once', () => {
    expect(() => settingsOf({ batchSize: 0, memory: 1, logLevel: 'LOUD' })).toThrow(/batchSize.*logLevel.*memory/s);
  });
});
