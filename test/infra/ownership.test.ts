import { describe, expect, test } from '@jest/globals';
import { CfnResource, Stack, TagManager } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { completeSettings } from '../../lib/settings/complete-settings';
import { mappingInOwnStack } from '../support/own-stack';
import { appOf, stackIn, templateOf } from '../support/stack';

const everything = { stage: 'prod', encryption: 'customer-managed', alarmEmail: 'on-call@example.com' };

describe('tags', () => {
  const tags = { team: 'edr', 'cost-centre': '42' };
  const asList = [
    { Key: 'cost-centre', Value: '42' },
    { Key: 'team', Value: 'edr' },
  ];

  test('are on everything that can have them', () => {
    const stack = stackIn(appOf({ ...everything, tags: 'team=edr,cost-centre=42' }));
    const resources = Template.fromStack(stack).toJSON()['Resources'];
    const taggable = stack.node
      .findAll()
      .filter((construct) => CfnResource.isCfnResource(construct) && TagManager.isTaggable(construct))
      .map((construct) => (CfnResource.isCfnResource(construct) ? stack.getLogicalId(construct) : ''));
    expect(taggable.length).toBeGreaterThan(30);
    const types = new Set(taggable.map((id) => resources[id].Type));
    expect([...types]).toEqual(
      expect.arrayContaining(['AWS::SQS::Queue', 'AWS::Kinesis::Stream', 'AWS::Lambda::Function', 'AWS::KMS::Key']),
    );
    for (const id of taggable) {
      const { Tags } = resources[id].Properties;
      expect([id, Tags]).toEqual([id, Array.isArray(Tags) ? asList : tags]);
    }
  });

  test('are those of the construct in a stack of somebody else, and of nothing else in it', () => {
    const mapping = mappingInOwnStack({ settings: { tags } });
    const stack = Stack.of(mapping);
    new Role(stack, 'Other', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    const template = Template.fromStack(stack);
    template.allResourcesProperties('AWS::SQS::Queue', { Tags: asList });
    template.hasResourceProperties('AWS::IAM::Role', { Tags: Match.absent() });
  });

  test('are absent without being asked', () => {
    expect(JSON.stringify(templateOf({ stage: 'prod' }).toJSON())).not.toContain('"Tags"');
  });

  test.each<[Readonly<Record<string, string>>, RegExp]>([
    [{ 'aws:team': 'edr' }, /neither of them beginning with aws:/],
    [{ 'AWS:team': 'edr' }, /neither of them beginning with aws:/],
    [{ team: 'aws:edr' }, /neither of them beginning with aws:/],
    [{ team: '' }, /values of 1 to 256/],
    [{ ['k'.repeat(129)]: 'edr' }, /keys of 1 to 128/],
    [{ team: 'v'.repeat(257) }, /values of 1 to 256/],
    [{ team: 'edr, soc' }, /letters, digits, spaces and/],
    [{ team: 'edr', Team: 'soc' }, /- tags is .*, but must not have keys that differ in letter case only/],
    [Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key-${index}`, 'x'])), /at most 50 tags/],
  ])('that AWS does not take are refused: %j', (wrong, message) => {
    expect(() => completeSettings({ tags: wrong })).toThrow(message);
  });

  test('may be at the limits of AWS', () => {
    const most = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`${index}${'é'.repeat(126)}`.slice(0, 128), 'v'.repeat(256)]),
    );
    expect(completeSettings({ tags: most }).tags).toEqual(most);
    expect(completeSettings({ tags: { 'a b_.:/=+-@': 'a b_.:/=+-@' } }).tags).toBeDefined();
  });

  test.each(['team', '=edr', '', 'team=edr,', 'team=edr,team=soc'])(
    'are refused on the command line where they are no pairs: %j',
    (wrong) => {
      expect(() => templateOf({ stage: 'prod', tags: wrong })).toThrow(
        `- tags is "${wrong}", but must map keys of tags to values, such as {"team": "edr"}, or team=edr on the command line.`,
      );
    },
  );
});

describe('a permissions boundary', () => {
  const permissionsBoundaryArn = 'arn:aws:iam::111122223333:policy/teams/boundary';

  test('is on all roles that are created, that of CodeDeploy too', () => {
    const template = templateOf({ ...everything, permissionsBoundaryArn });
    template.resourceCountIs('AWS::IAM::Role', 2);
    template.allResourcesProperties('AWS::IAM::Role', { PermissionsBoundary: permissionsBoundaryArn });
  });

  test('is on no role without being asked', () => {
    templateOf(everything).allResourcesProperties('AWS::IAM::Role', { PermissionsBoundary: Match.absent() });
  });

  test.each(['boundary', 'arn:aws:iam::111122223333:role/boundary', 'arn:aws:iam:eu-west-1:111122223333:policy/b'])(
    'is refused where it is no policy: %s',
    (wrong) => {
      expect(() => templateOf({ ...everything, permissionsBoundaryArn: wrong })).toThrow(
        /- permissionsBoundaryArn is ".*", but must be an ARN such as arn:aws:iam::111122223333:policy\/boundary/,
      );
    },
  );
});
