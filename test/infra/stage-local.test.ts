import { expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { templateOf } from '../support/stack';

/** What stage `local` leaves out, since the emulators do not know it; nothing that moves a submission is among it. */
const leftOut: readonly { readonly type: string; readonly count: number; readonly why: string }[] = [
  { type: 'AWS::IAM::Role', count: 1, why: "CodeDeploy's own" },
  {
    type: 'AWS::CloudWatch::Alarm',
    count: 6,
    why: 'three on metric math, which MiniStack refuses; three that CodeDeploy looks at',
  },
  { type: 'AWS::CloudWatch::InsightRule', count: 2, why: 'MiniStack refuses it' },
  { type: 'AWS::CloudWatch::CompositeAlarm', count: 7, why: 'MiniStack refuses it' },
  { type: 'AWS::Logs::QueryDefinition', count: 5, why: 'MiniStack refuses it' },
  { type: 'AWS::CodeDeploy::Application', count: 1, why: 'MiniStack refuses it: versions are switched at once' },
  { type: 'AWS::CodeDeploy::DeploymentGroup', count: 1, why: 'as above' },
];

const countsOf = (template: Template): ReadonlyMap<string, number> => {
  const resources: Record<string, { Type: string }> = template.toJSON()['Resources'];
  const byType = Map.groupBy(Object.values(resources), ({ Type }) => Type);
  return new Map([...byType].map(([type, ofType]) => [type, ofType.length]));
};

test('stage local believes continuations from anybody, since emulators do not tell who sent a message', () => {
  templateOf({ stage: 'local' }).hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: { CONTINUATION_SENDER: '*' } },
  });
});

test('stage local has the resources that prod has, but for those that no emulator takes', () => {
  const local = countsOf(templateOf({ stage: 'local' }));
  const prod = countsOf(templateOf({ stage: 'prod' }));
  const types = new Set([...prod.keys(), ...local.keys()]);
  const missing = [...types].map((type) => ({ type, count: (prod.get(type) ?? 0) - (local.get(type) ?? 0) }));
  expect(missing.filter(({ count }) => count !== 0)).toEqual(leftOut.map(({ type, count }) => ({ type, count })));
});
