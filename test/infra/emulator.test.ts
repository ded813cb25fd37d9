import { describe, expect, test } from '@jest/globals';
import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  Alarm,
  AlarmRule,
  AlarmState,
  CfnInsightRule,
  CompositeAlarm,
  MathExpression,
  Metric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';
import { omitUnknownToEmulators } from '../../lib/omit-unknown-to-emulators';
import { stageNames, templateOf } from '../support/stack';

const Resources = z.object({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string() })),
  Parameters: z.record(z.string(), z.unknown()).default({}),
});

const typesOf = (template: Template): ReadonlySet<string> =>
  new Set(Object.values(Resources.parse(template.toJSON()).Resources).map(({ Type }) => Type));

test('stage local lacks, of the resource types of prod, those that emulators do not know', () => {
  const missing = typesOf(templateOf({ stage: 'prod' })).difference(typesOf(templateOf({ stage: 'local' })));
  expect([...missing].toSorted()).toEqual(['AWS::CodeDeploy::Application', 'AWS::CodeDeploy::DeploymentGroup']);
});

test('an alarm on a metric stays, what watches more than that goes', () => {
  const stack = new Stack();
  const errors = new Metric({ namespace: 'Test', metricName: 'Errors', period: Duration.minutes(1) });
  const ratio = new MathExpression({ expression: 'errors / 2', usingMetrics: { errors } });
  const simple = new Alarm(stack, 'OnMetric', { metric: errors, threshold: 1, evaluationPeriods: 1 });
  new Alarm(stack, 'OnMath', { metric: ratio, threshold: 1, evaluationPeriods: 1 });
  new CompositeAlarm(stack, 'Composite', { alarmRule: AlarmRule.fromAlarm(simple, AlarmState.ALARM) });
  new CfnInsightRule(stack, 'Insight', { ruleName: 'insight', ruleState: 'ENABLED', ruleBody: '{}' });
  new QueryDefinition(stack, 'Query', {
    queryDefinitionName: 'query',
    queryString: new QueryString({ fields: ['@message'] }),
  });
  omitUnknownToEmulators(stack);
  const template = Template.fromStack(stack);
  expect([...typesOf(template)]).toEqual(['AWS::CloudWatch::Alarm']);
  template.resourcePropertiesCountIs('AWS::CloudWatch::Alarm', { MetricName: 'Errors' }, 1);
  template.resourceCountIs('AWS::CloudWatch::Alarm', 1);
});

describe.each(stageNames)('stage %s', (stage) => {
  test('refers to nothing that it does not have', () => {
    const { Resources: resources, Parameters } = Resources.parse(templateOf({ stage }).toJSON());
    const known = new Set([...Object.keys(resources), ...Object.keys(Parameters)]);
    const referred = JSON.stringify(resources).matchAll(/\{"Ref":"([^":]+)"\}|\{"Fn::GetAtt":\["([^"]+)"/g);
    for (const [, ref, attribute] of referred) expect(known).toContain(ref ?? attribute);
  });
});
