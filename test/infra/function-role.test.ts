import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { z } from 'zod';
import { TelemetryMapping } from '../../lib/telemetry-mapping';
import { inProject } from '../../local/project';
import { appOf, stackIn, templateOf } from '../support/stack';

const functionRoleArn = 'arn:aws:iam::111122223333:role/teams/mapping';
const functionRoleId = 'AROAIOSFODNN7EXAMPLE';
const ownRole = { functionRoleArn, functionRoleId };
const formerKmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const withKeys = { encryption: 'customer-managed', formerKmsKeyArn };

const Statement = z.object({
  Action: z.union([z.string().transform((action) => [action]), z.array(z.string())]),
  Effect: z.literal('Allow'),
  Resource: z.unknown(),
});
type Statement = z.infer<typeof Statement>;

const sorted = (statements: readonly Statement[]) =>
  statements
    .map(({ Resource, Action }) => ({ resource: JSON.stringify(Resource), actions: Action.toSorted() }))
    .toSorted((one, other) => one.resource.localeCompare(other.resource));

/** What the role gets that the stack makes. */
const granted = (): readonly Statement[] =>
  Object.values(templateOf({ stage: 'prod', ...withKeys }).findResources('AWS::IAM::Policy')).flatMap((policy) =>
    z.array(Statement).parse(policy['Properties'].PolicyDocument.Statement),
  );

/** How docs/deploy.md names what the template refers to. */
const namesInDocument: readonly (readonly [RegExp, string])[] = [
  [/EventsStream/, 'ARN_OF_THE_STREAM'],
  [/SubmissionsQueue/, 'ARN_OF_THE_SUBMISSION_QUEUE'],
  [/DiagnosticsQueue/, 'ARN_OF_THE_DIAGNOSTIC_QUEUE'],
  [/Logs/, 'ARN_OF_THE_LOG_GROUP:*'],
  [/EncryptionKey/, 'ARN_OF_THE_KEY'],
  [/key\/1234abcd/, 'ARN_OF_THE_FORMER_KEY'],
];
const nameInDocument = (resource: unknown): unknown =>
  namesInDocument.find(([pattern]) => pattern.test(JSON.stringify(resource)))?.[1];

// The CDK prints the warnings that these stacks have.
beforeAll(() => {
  jest.spyOn(console, 'error').mockReturnValue();
});

describe('a role of one’s own', () => {
  const template = templateOf({ stage: 'dev', ...withKeys, ...ownRole });

  test('is the function’s, which believes continuations from it only', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Role: functionRoleArn,
      Environment: { Variables: { CONTINUATION_SENDER: functionRoleId } },
    });
  });

  test('is left as it is: no role is made, and no policy', () => {
    template.resourceCountIs('AWS::IAM::Role', 0);
    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
  });

  test('cannot send continuations with an id that is not its own, so that no submission starts over without end', () => {
    const [queue] = Object.keys(
      template.findResources('AWS::SQS::Queue', { Properties: { QueueName: 'submissions' } }),
    );
    const [policy] = Object.values(
      template.findResources('AWS::SQS::QueuePolicy', { Properties: { Queues: [{ Ref: queue }] } }),
    );
    expect(policy?.['Properties'].PolicyDocument.Statement).toContainEqual({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'sqs:SendMessage',
      Resource: { 'Fn::GetAtt': [queue, 'Arn'] },
      Condition: {
        ArnEquals: { 'aws:PrincipalArn': functionRoleArn },
        StringNotLike: { 'aws:userid': `${functionRoleId}:*` },
      },
    });
    const policies = JSON.stringify(templateOf({ stage: 'prod' }).findResources('AWS::SQS::QueuePolicy'));
    expect(policies).not.toContain('aws:userid');
    const local = templateOf({ stage: 'local', ...ownRole }).findResources('AWS::SQS::QueuePolicy');
    expect(JSON.stringify(local)).not.toContain('aws:userid');
  });

  test('needs the rights that docs/deploy.md lists: those of the role that is made otherwise', () => {
    const section = readFileSync(inProject('docs', 'deploy.md'), 'utf8').split("## A role of one's own")[1] ?? '';
    const [, json = ''] = /```json\n(.*?)```/s.exec(section) ?? [];
    const listed = z.object({ Statement: z.array(Statement) }).parse(JSON.parse(json)).Statement;
    const expected = granted().map((statement) => ({ ...statement, Resource: nameInDocument(statement.Resource) }));
    expect(listed).toHaveLength(6);
    expect(sorted(listed)).toEqual(sorted(expected));
  });

  test('is warned about, since synth cannot check it, until somebody saw to it', () => {
    const of = (chosen: Readonly<Record<string, string>>) => Annotations.fromStack(stackIn(appOf(chosen)));
    const warning = Match.stringLikeRegexp(`role of the function is an existing one.*${functionRoleId} is its id`);
    of({ stage: 'dev', ...ownRole }).hasWarning('*', warning);
    of({ stage: 'dev', ...ownRole, existingResourcesChecked: 'true' }).hasNoWarning('*', Match.anyValue());
    of({ stage: 'dev' }).hasNoWarning('*', Match.anyValue());
  });

  test('may be of the same stack', () => {
    const stack = new Stack(appOf(), 'Own');
    const role = new Role(stack, 'Mapping', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    new TelemetryMapping(stack, 'TelemetryMapping', {
      stage: 'prod',
      settings: { functionRoleArn: role.roleArn, functionRoleId: role.roleId, deployment: 'all-at-once' },
    });
    const own = Template.fromStack(stack);
    own.resourceCountIs('AWS::IAM::Role', 1);
    own.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { CONTINUATION_SENDER: stack.resolve(role.roleId) } },
    });
  });
});

describe('what is refused, with what to do', () => {
  test.each<[Readonly<Record<string, string>>, RegExp]>([
    [
      { functionRoleArn },
      /- functionRoleArn is ".*", but CloudFormation does not know the id of that role,.* get-role/,
    ],
    [
      { functionRoleId },
      /- functionRoleId is ".*", but is for an existing role\. Leave it out, or set functionRoleArn/,
    ],
    [{ ...ownRole, functionRoleId: 'AIDAIOSFODNN7EXAMPLE' }, /- functionRoleId is .*, but must be the unique id of a/],
    [
      { ...ownRole, senderArns: `arn:aws:iam::111122223333:role/gateway,${functionRoleArn}` },
      /- senderArns is \[.*\], but names functionRoleArn, .* events could be left out\. Leave it out/,
    ],
    [
      { ...ownRole, functionRoleArn: 'mapping' },
      /- functionRoleArn is "mapping", but must be an ARN such as arn:aws:iam/,
    ],
  ])('%j', (chosen, message) => {
    expect(() => templateOf({ stage: 'prod', ...chosen })).toThrow(message);
  });

  test.each([{ functionRoleArn: `${functionRoleArn}-2` }, { functionRoleId: `${functionRoleId}2` }])(
    'one half of the command line and the other of the stage: %j',
    (chosen) => {
      const stages = { prod: ownRole };
      expect(() => templateOf({ stage: 'prod', stages, ...chosen })).toThrow(/functionRole(Arn|Id) is ".*2", but/);
    },
  );
});
