import { describe, expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { SettingsError } from '../../lib/settings/complete-settings';
import { TelemetryMapping } from '../../lib/telemetry-mapping';
import { TemplateText } from '../support/monitoring';
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

  test.each([
    ['account', { ...env, account: '444455556666' }],
    ['region', { ...env, region: 'us-east-1' }],
  ])('may be there again in another %s', (_, other) => {
    expect(second({ env: other })).not.toThrow();
  });

  test('may be another one in the same environment', () => {
    expect(second({ env }, 'staging')).not.toThrow();
  });
});

test('two stages in one stack have no physical name in common', () => {
  const stack = new Stack(appOf(), 'Own');
  for (const stage of ['blue', 'green']) new TelemetryMapping(stack, stage, { stage });
  const names = resourcesOf(stack).flatMap(namesOf);
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.filter((name) => !/blue|green/.test(name))).toEqual([]);
});

test('one stage in two regions has no physical name in common of what an account has once for all of them', () => {
  const app = appOf();
  const stacks = ['eu-west-1', 'us-east-1'].map((region) => {
    const env = { account: '111122223333', region };
    return Stack.of(mappingInOwnStack({ app, id: `Own-${region}`, env }));
  });
  const names = stacks.flatMap((stack) =>
    resourcesOf(stack)
      .filter((resource) => ofWholeAccounts.test(Resource.parse(resource).Type))
      .flatMap(namesOf),
  );
  expect(names).toEqual(['telemetry-mapping-prod-dashboard-eu-west-1', 'telemetry-mapping-prod-dashboard-us-east-1']);
});

/**
 * Of all that the construct makes, what does not have its name within a region:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const ofWholeAccounts = /^AWS::(CloudWatch::Dashboard|IAM::\w+)$/;

const resourcesOf = (stack: Stack): readonly unknown[] =>
  Object.values(z.record(z.string(), z.unknown()).parse(Template.fromStack(stack).toJSON()['Resources']));

const Resource = z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) });
const nameProperties = [
  'AlarmName',
  'DashboardName',
  'LogGroupName',
  'ManagedPolicyName',
  'Name',
  'QueueName',
  'RoleName',
  'RuleName',
];

const namesOf = (resource: unknown): readonly string[] => {
  const { Type, Properties } = Resource.parse(resource);
  // Which has its name within its function.
  if (Type === 'AWS::Lambda::Alias') return [];
  return Object.entries(Properties).flatMap(([property, value]) =>
    nameProperties.includes(property) ? (TemplateText.safeParse(value).data ?? []) : [],
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
