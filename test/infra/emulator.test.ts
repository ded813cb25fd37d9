import { describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { stageNames, templateOf } from '../support/stack';

const Resources = z.object({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string() })),
  Parameters: z.record(z.string(), z.unknown()).default({}),
});

const typesOf = (template: Template): ReadonlySet<string> =>
  new Set(Object.values(Resources.parse(template.toJSON()).Resources).map(({ Type }) => Type));

test('stage local lacks, of the resource types of prod, those that emulators do not know', () => {
  const missing = typesOf(templateOf({ stage: 'prod' })).difference(typesOf(templateOf({ stage: 'local' })));
  expect([...missing].toSorted()).toEqual([
    'AWS::CloudWatch::CompositeAlarm',
    'AWS::CloudWatch::InsightRule',
    'AWS::CodeDeploy::Application',
    'AWS::CodeDeploy::DeploymentGroup',
    'AWS::Logs::QueryDefinition',
  ]);
});

describe.each(stageNames)('stage %s', (stage) => {
  test('refers to nothing that it does not have', () => {
    const { Resources: resources, Parameters } = Resources.parse(templateOf({ stage }).toJSON());
    const known = new Set([...Object.keys(resources), ...Object.keys(Parameters)]);
    const referred = JSON.stringify(resources).matchAll(/\{"Ref":"([^":]+)"\}|\{"Fn::GetAtt":\["([^"]+)"/g);
    for (const [, ref, attribute] of referred) expect(known).toContain(ref ?? attribute);
  });
});
