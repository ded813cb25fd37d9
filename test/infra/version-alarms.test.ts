import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { documentedMetrics } from '../support/documented-metrics';
import { versionAlarmsOf } from '../support/monitoring';
import { aPublished } from '../support/outcomes';
import { reportBatch } from '../support/reported-batch';
import { templateOf } from '../support/stack';

const template = templateOf({ stage: 'prod', alarmEmail: 'on-call@example.com' });
const alarms = versionAlarmsOf(template, 'prod');

const onlyId = (type: string, of: Template = template): string => {
  const ids = Object.keys(of.findResources(type));
  expect(ids).toHaveLength(1);
  return String(ids[0]);
};
const version = { 'Fn::GetAtt': [onlyId('AWS::Lambda::Version'), 'Version'] };

const Resources = z.record(
  z.string(),
  z.looseObject({ DependsOn: z.union([z.string(), z.array(z.string())]).optional() }),
);
const Reference = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).transform((attribute) => attribute['Fn::GetAtt'][0]),
]);

/** What a value of the template refers to. */
const referencesOf = (value: unknown): readonly string[] => {
  const reference = Reference.safeParse(value).data;
  if (reference !== undefined) return [reference];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(referencesOf) : [];
};

/** What CloudFormation makes before a resource: what it refers to or depends on, also by its update policy. */
const madeBefore = (of: Template, id: string): ReadonlySet<string> => {
  const resources = Resources.parse(of.toJSON()['Resources']);
  const before = new Set<string>();
  const add = (each: string): void => {
    const resource = resources[each];
    for (const other of [...referencesOf(resource), ...[resource?.DependsOn ?? []].flat()]) {
      if (!(other in resources) || before.has(other)) continue;
      before.add(other);
      add(other);
    }
  };
  add(id);
  return before;
};

describe('the alarms of a version', () => {
  test('are those of what bad code causes, and of the version alone', () => {
    expect([...alarms.keys()].toSorted()).toEqual(['duration', 'errors', 'unfinished']);
    for (const { metrics } of alarms.values()) {
      for (const { Dimensions } of metrics) expect(Dimensions.map(({ Value }) => Value)).toContainEqual(version);
    }
  });

  test('look at what Lambda tells of a version behind a weighted alias, and at what the function tells of itself', () => {
    const ofLambda = documentedMetrics['AWS/Lambda, FunctionName, Resource, ExecutedVersion'];
    const [emitted] = reportBatch([aPublished()]).versionMetrics.flatMap(({ _aws }) => _aws.CloudWatchMetrics);
    for (const { Namespace, MetricName, Dimensions } of [...alarms.values()].flatMap(({ metrics }) => metrics)) {
      const known =
        Namespace === 'AWS/Lambda'
          ? ofLambda
          : { dimensions: emitted?.Dimensions[0], metrics: emitted?.Metrics.map(({ Name }) => Name) };
      expect(known?.metrics).toContain(MetricName);
      expect(new Set(Dimensions.map(({ Name }) => Name))).toEqual(new Set(known?.dimensions));
    }
    const resources = [...alarms.values()].flatMap(({ metrics }) =>
      metrics.flatMap(({ Dimensions }) => Dimensions.filter(({ Name }) => Name === 'Resource')),
    );
    const name = { 'Fn::Join': ['', [{ Ref: onlyId('AWS::Lambda::Function') }, ':live']] };
    expect(resources.map(({ Value }) => Value)).toEqual([name, name]);
  });

  test('have its number in their names, so that each version has its own, without a past', () => {
    for (const { logicalId } of alarms.values()) {
      const { AlarmName } = template.findResources('AWS::CloudWatch::Alarm')[logicalId]?.['Properties'] ?? {};
      expect(AlarmName['Fn::Join'][1]).toContainEqual(version);
    }
  });

  test('are made before the deployment that they watch, and after the version', () => {
    const group = onlyId('AWS::CodeDeploy::DeploymentGroup');
    const alias = onlyId('AWS::Lambda::Alias');
    expect(madeBefore(template, alias)).toContain(group);
    for (const { logicalId } of alarms.values()) {
      expect(madeBefore(template, group)).toContain(logicalId);
      expect(madeBefore(template, logicalId)).toContain(onlyId('AWS::Lambda::Version'));
      expect(madeBefore(template, logicalId)).not.toContain(alias);
    }
  });

  test('are all that a deployment is rolled back by', () => {
    const { AlarmConfiguration } =
      Object.values(template.findResources('AWS::CodeDeploy::DeploymentGroup'))[0]?.['Properties'] ?? {};
    expect(AlarmConfiguration).toEqual({
      Enabled: true,
      Alarms: [...alarms.values()].map(({ logicalId }) => ({ Name: { Ref: logicalId } })),
    });
  });

  test('call nobody', () => {
    for (const { AlarmActions, OKActions } of alarms.values())
      expect([AlarmActions, OKActions]).toEqual([undefined, undefined]);
    for (const composite of Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm'))) {
      const named = referencesOf(composite);
      for (const { logicalId } of alarms.values()) expect(named).not.toContain(logicalId);
    }
  });

  test('are not there where all batches go to a new version at once', () => {
    expect(versionAlarmsOf(templateOf({ stage: 'dev' }), 'dev').size).toBe(0);
  });

  test('follow the settings, and how long an invocation may run', () => {
    const chosen = versionAlarmsOf(
      templateOf({
        stage: 'prod',
        functionTimeoutSeconds: '900',
        alarmFunctionErrors: '3',
        rollbackUnfinishedPercent: '40',
        rollbackTrafficFloor: '50',
      }),
      'prod',
    );
    expect(chosen.get('errors')).toMatchObject({ Threshold: 3, DatapointsToAlarm: 1, EvaluationPeriods: 16 });
    expect(chosen.get('duration')).toMatchObject({ Threshold: 898_000, DatapointsToAlarm: 2, EvaluationPeriods: 18 });
    expect(chosen.get('unfinished')).toMatchObject({ Threshold: 40, DatapointsToAlarm: 2, EvaluationPeriods: 3 });
    expect(chosen.get('unfinished')?.expression).toContain('received >= 50');
  });
});

describe('the share of what a version does not finish', () => {
  const {
    expression = '',
    Threshold = 0,
    DatapointsToAlarm = 0,
    EvaluationPeriods = 0,
  } = alarms.get('unfinished') ?? {};
  const breaches = (counts: { readonly received: number; readonly rejected: number; readonly failed: number }) => {
    const IF = (condition: boolean, then: number, otherwise: number) => (condition ? then : otherwise);
    return z.number().parse(runInNewContext(expression, { IF, ...counts })) >= Threshold;
  };

  test.each([200, 1_000, 100_000])(
    'is all of it where the version rejects everything, however little of %i submissions a minute it gets',
    (submissions) => {
      const received = submissions / 10;
      expect(breaches({ received, rejected: received, failed: 0 })).toBe(true);
      expect(breaches({ received, rejected: 0, failed: received })).toBe(true);
    },
  );

  test('says nothing of what is too little to say', () => {
    expect(breaches({ received: 19, rejected: 19, failed: 0 })).toBe(false);
    expect(breaches({ received: 0, rejected: 0, failed: 0 })).toBe(false);
  });

  test.each([20, 50, 100])(
    'brings a deployment of a healthy version down less than once in a hundred, with %i submissions a minute of which 10 %% are broken',
    (received) => {
      const ofMinute = sum(received, (broken) =>
        breaches({ received, rejected: broken, failed: 0 }) ? binomial(received, broken, 0.1) : 0,
      );
      expect(ofMinute).toBeLessThan(0.012);
      const ofWindow = sum(EvaluationPeriods, (minutes) =>
        minutes >= DatapointsToAlarm ? binomial(EvaluationPeriods, minutes, ofMinute) : 0,
      );
      const MINUTES_OF_SHIFT = 10;
      expect(ofWindow * MINUTES_OF_SHIFT).toBeLessThan(0.01);
    },
  );
});

const sum = (last: number, term: (index: number) => number): number =>
  Array.from({ length: last + 1 }, (_, index) => term(index)).reduce((total, each) => total + each, 0);

/** The probability of so many successes. */
const binomial = (trials: number, successes: number, probability: number): number => {
  const choices = Array.from({ length: successes }, (_, index) => (trials - index) / (index + 1));
  return (
    choices.reduce((product, factor) => product * factor, 1) *
    probability ** successes *
    (1 - probability) ** (trials - successes)
  );
};
