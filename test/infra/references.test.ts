import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { stageNames, templateOf } from '../support/stack';

const Resources = z.object({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string() })),
  Parameters: z.record(z.string(), z.unknown()).default({}),
});

describe.each(stageNames)('stage %s', (stage) => {
  test('refers to nothing that it does not have', () => {
    const { Resources: resources, Parameters } = Resources.parse(templateOf({ stage }).toJSON());
    const known = new Set([...Object.keys(resources), ...Object.keys(Parameters)]);
    const referred = JSON.stringify(resources).matchAll(/\{"Ref":"([^":]+)"\}|\{"Fn::GetAtt":\["([^"]+)"/g);
    for (const [, ref, attribute] of referred) expect(known).toContain(ref ?? attribute);
  });
});
