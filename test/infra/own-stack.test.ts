import { describe, expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { SettingsError } from '../../lib/settings/complete-settings';
import { TelemetryMapping } from '../../lib/telemetry-mapping';
import { mappingInOwnStack } from '../support/own-stack';
import { appOf } from '../support/stack';

describe('settings', () => {
  test('are those that were chosen, and the defaults of the rest', () => {
    const { settings } = mappingInOwnStack({ settings: { batchSize: 100, functionTimeoutSeconds: 60 } });
    expect(settings).toMatchObject({ batchSize: 100, visibilityTimeoutSeconds: 361, eventFormat: 'nested' });
  });

  test('may all be left out', () => {
    const stack = new Stack(appOf(), 'Own');
    expect(new TelemetryMapping(stack, 'TelemetryMapping', { stage: 'prod' }).settings.batchSize).toBe(500);
  });

  test('that cannot be deployed are refused, each with what to change', () => {
    const refused = () => mappingInOwnStack({ settings: { batchSize: 0, kmsKeyArn: 'alias/own' } });
    expect(refused).toThrow(SettingsError);
    expect(refused).toThrow(/- batchSize is 0, but must be .*\n- kmsKeyArn is "alias\/own", but must be an ARN/s);
  });
});

describe('the stage', () => {
  test.each(['', 'Prod', 'prod eu', '1st'])('%j is refused, since it cannot name what is deployed', (stage) => {
    expect(() => mappingInOwnStack({ stage })).toThrow(
      `The stage of Own/TelemetryMapping is ${JSON.stringify(stage)}, but must be a lower-case letter,`,
    );
  });

  const env = { account: '111122223333', region: 'eu-west-1' };
  const second = (other: { readonly env?: typeof env }, stage = 'prod') => {
    const app = appOf();
    mappingInOwnStack({ app, id: 'First', env });
    return () => mappingInOwnStack({ app, id: 'Second', stage, ...other });
  };

  test.each([
    ['the same environment', { env }],
    ['another region, since dashboards are those of an account', { env: { ...env, region: 'us-east-1' } }],
    ['an environment that is not known yet', {}],
  ])('is refused a second time in %s, with what to change', (_, other) => {
    expect(second(other)).toThrow(SettingsError);
    expect(second(other)).toThrow(
      /^First\/TelemetryMapping and Second\/TelemetryMapping are both of stage "prod": .* Give one of them another stage/,
    );
  });

  test('is refused a second time in the same stack', () => {
    const { node } = mappingInOwnStack();
    const again = () => new TelemetryMapping(Stack.of(node.scope ?? appOf()), 'Again', { stage: 'prod' });
    expect(again).toThrow(/^Own\/TelemetryMapping and Own\/Again are both of stage "prod"/);
  });

  test('may be there again in another account', () => {
    expect(second({ env: { ...env, account: '444455556666' } })).not.toThrow();
  });

  test('may be another one in the same environment', () => {
    expect(second({ env }, 'staging')).not.toThrow();
  });
});

test('two stages in one stack have no physical name in common', () => {
  const stack = new Stack(appOf(), 'Own');
  for (const stage of ['blue', 'green']) new TelemetryMapping(stack, stage, { stage });
  const names = Object.values(Template.fromStack(stack).toJSON()['Resources']).flatMap(namesOf);
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.filter((name) => !/blue|green/.test(name))).toEqual([]);
});

const Resource = z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) });
const nameProperties = ['AlarmName', 'DashboardName', 'RuleName', 'Name', 'QueueName', 'LogGroupName', 'RoleName'];

const namesOf = (resource: unknown): readonly string[] => {
  const { Type, Properties } = Resource.parse(resource);
  // Which has its name within its function.
  if (Type === 'AWS::Lambda::Alias') return [];
  return Object.entries(Properties).flatMap(([property, value]) =>
    nameProperties.includes(property) && typeof value === 'string' ? [value] : [],
  );
};

describe('a metric of the mapping', () => {
  const mapping = mappingInOwnStack({ env: { account: '111122223333', region: 'eu-west-1' } });

  test('is that of its stage, summed up each minute where it counts', () => {
    expect(mapping.metric('SubmissionsRejected').toMetricConfig().metricStat).toMatchObject({
      namespace: 'TelemetryMapping',
      metricName: 'SubmissionsRejected',
      dimensions: [
        { name: 'service', value: 'telemetry-mapping' },
        { name: 'stage', value: 'prod' },
      ],
      statistic: 'Sum',
      region: 'eu-west-1',
    });
  });

  test('is averaged where it is timed', () => {
    expect(mapping.metric('QueueToStreamLatency').statistic).toBe('Average');
  });

  test('may be had otherwise', () => {
    expect(mapping.metric('QueueToStreamLatency', { statistic: 'p99' }).statistic).toBe('p99');
  });
});
