import { expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { templateOf } from '../support/stack';

/** Types of resources that stage `local` leaves out, with how many of each and why; none so far. */
const leftOut: readonly { readonly type: string; readonly count: number; readonly why: string }[] = [];

const countsOf = (template: Template): ReadonlyMap<string, number> => {
  const resources: Record<string, { Type: string }> = template.toJSON()['Resources'];
  const byType = Map.groupBy(Object.values(resources), ({ Type }) => Type);
  return new Map([...byType].map(([type, ofType]) => [type, ofType.length]));
};

test('stage local has the resources that prod has, but for those that no emulator takes', () => {
  const local = countsOf(templateOf({ stage: 'local' }));
  const prod = countsOf(templateOf({ stage: 'prod' }));
  const types = new Set([...prod.keys(), ...local.keys()]);
  const missing = [...types].map((type) => ({ type, count: (prod.get(type) ?? 0) - (local.get(type) ?? 0) }));
  expect(missing.filter(({ count }) => count !== 0)).toEqual(leftOut.map(({ type, count }) => ({ type, count })));
});
