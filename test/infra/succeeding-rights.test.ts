import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { templateOf } from '../support/stack';

type Chosen = Readonly<Record<string, string>>;

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DependsOn: z.union([z.string().transform((id) => [id]), z.array(z.string())]).default([]),
});

const resourcesOf = (template: Template, type: string): ReadonlyMap<string, z.infer<typeof Resource>> =>
  new Map(Object.entries(z.record(z.string(), Resource).parse(template.findResources(type))));

/** The function's policies, by logical id; those of the keys say nothing else. */
const policiesOf = (template: Template) => {
  const policies = [...resourcesOf(template, 'AWS::IAM::Policy')];
  const ofKeys = policies.filter(([, { Properties }]) => JSON.stringify(Properties).includes('"kms:'));
  const ofData = policies.filter((policy) => !ofKeys.includes(policy));
  return { all: new Map(policies), ofKeys: ofKeys.map(([id]) => id), ofData: ofData.map(([id]) => id) };
};

const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:from-sensors';
const streamArn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/to-detection';
const keyArn = (id: string): string => `arn:aws:kms:eu-west-1:111122223333:key/${id}`;
const ownKey = { encryption: 'customer-managed' };

const ofIdentity: readonly (readonly [Chosen, Chosen])[] = [
  [{}, { queueName: 'submissions-2' }],
  [{}, { streamName: 'events-2' }],
  [{}, { queueArn }],
  [{ queueArn }, { queueArn: `${queueArn}-2` }],
  [{}, { streamArn }],
  [{ streamArn }, { streamArn: `${streamArn}-2` }],
];
const ofKeys: readonly (readonly [Chosen, Chosen])[] = [
  [{}, ownKey],
  [ownKey, {}],
  [ownKey, { ...ownKey, kmsKeyArn: keyArn('a') }],
  [
    { ...ownKey, kmsKeyArn: keyArn('a') },
    { ...ownKey, kmsKeyArn: keyArn('b'), formerKmsKeyArn: keyArn('a') },
  ],
  [{ ...ownKey, kmsKeyArn: keyArn('a') }, { formerKmsKeyArn: keyArn('a') }],
];

// The CDK prints the warnings that existing resources have.
beforeAll(() => {
  jest.spyOn(console, 'error').mockReturnValue();
});

describe('rights are added before they are needed', () => {
  test.each([{}, ownKey, { ...ownKey, kmsKeyArn: keyArn('a') }, { queueArn, streamArn }])(
    'to the function, its versions and its event source: %j',
    (chosen) => {
      const template = templateOf(chosen);
      const { all } = policiesOf(template);
      expect(all.size).toBeGreaterThan(0);
      for (const type of [
        'AWS::Lambda::Function',
        'AWS::Lambda::Version',
        'AWS::Lambda::Alias',
        'AWS::Lambda::EventSourceMapping',
      ]) {
        const resources = [...resourcesOf(template, type).values()];
        expect(resources).toHaveLength(1);
        expect(resources[0]?.DependsOn).toEqual(expect.arrayContaining([...all.keys()]));
      }
    },
  );

  test.each([ownKey, { ...ownKey, kmsKeyArn: keyArn('a') }])(
    'to use a key before queues and stream are encrypted with it: %j',
    (chosen) => {
      const template = templateOf(chosen);
      const { ofKeys: policies } = policiesOf(template);
      expect(policies).toHaveLength(1);
      const encrypted = [
        ...resourcesOf(template, 'AWS::SQS::Queue').values(),
        ...resourcesOf(template, 'AWS::Kinesis::Stream').values(),
      ];
      expect(encrypted).toHaveLength(4);
      for (const { DependsOn } of encrypted) expect(DependsOn).toEqual(expect.arrayContaining(policies));
    },
  );
});

// What CloudFormation no longer finds in the template, it deletes when all else is done.
describe('rights are taken away last: no policy is changed, what says something else is another one', () => {
  test.each([...ofIdentity, ...ofKeys, [{}, { retainData: 'true' }] as const, [{}, { ordering: 'strict' }] as const])(
    'from %j to %j',
    (before, after) => {
      const former = policiesOf(templateOf(before)).all;
      const present = policiesOf(templateOf(after)).all;
      expect(former.size).toBeGreaterThan(0);
      for (const [id, { Properties }] of former) {
        if (present.has(id)) expect(present.get(id)?.Properties).toEqual(Properties);
      }
    },
  );

  test.each(ofIdentity)('another queue or stream succeeds the policy of the data: from %j to %j', (before, after) => {
    expect(policiesOf(templateOf(after)).ofData).not.toEqual(policiesOf(templateOf(before)).ofData);
  });

  test.each(ofKeys)('another key succeeds the policy of the keys alone: from %j to %j', (before, after) => {
    const former = policiesOf(templateOf(before));
    const present = policiesOf(templateOf(after));
    expect(present.ofKeys).not.toEqual(former.ofKeys);
    expect(present.ofData).toEqual(former.ofData);
  });

  test.each(ofIdentity)('another queue or stream leaves the policy of the keys: from %j to %j', (before, after) => {
    const { ofKeys: former } = policiesOf(templateOf({ ...ownKey, ...before }));
    expect(policiesOf(templateOf({ ...ownKey, ...after })).ofKeys).toEqual(former);
  });
});
