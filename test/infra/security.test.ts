import { describe, expect, test } from '@jest/globals';
import { Validations } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { z } from 'zod';
import { appOf, stackIn, stageNames, templateOf } from '../support/stack';

const Policies = z.record(
  z.string(),
  z.object({
    Properties: z.object({
      PolicyDocument: z.object({
        Statement: z.array(z.object({ Action: z.union([z.string(), z.array(z.string())]), Resource: z.unknown() })),
      }),
    }),
  }),
);

/** What the function may do, by the resource (its logical id, or ARN) that it may do it to. */
const grantsOf = (chosen: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, readonly string[]>> => {
  const policies = Policies.parse(templateOf(chosen).findResources('AWS::IAM::Policy'));
  const statements = Object.values(policies).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  return Object.fromEntries(statements.map(({ Action, Resource }) => [nameOf(Resource), [Action].flat().toSorted()]));
};

const nameOf = (resource: unknown): string => {
  if (typeof resource === 'string') return resource;
  const [logicalId] = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }).parse(resource)['Fn::GetAtt'];
  return logicalId.replace(/^TelemetryMapping/, '').replace(/[0-9A-F]{8}$/, '');
};

/** Every stage as it is, and with all that can be chosen for its security. */
const variants: readonly Readonly<Record<string, string>>[] = stageNames.flatMap((stage) => [
  { stage },
  {
    stage,
    encryption: 'customer-managed',
    alarmEmail: 'on-call@example.com',
    senderArns: '444455556666',
    tags: 'team=edr',
    permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/boundary',
    ...(stage !== 'local' && { consumerArns: 'arn:aws:iam::444455556666:role/detector' }),
  },
]);

describe.each(variants)('%j', (chosen) => {
  test('passes the checks of AWS Solutions, and those of the CDK for CloudFormation', () => {
    const app = appOf(chosen, true);
    stackIn(app);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).not.toThrow();
  });

  test('says why, of each finding that it acknowledges', () => {
    const reasons = stackIn(appOf(chosen))
      .node.findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.values(z.record(z.string(), z.string()).parse(data)));
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(reason).toMatch(/^[A-Z](.* ){4}.*\.$/);
  });
});

describe('the function', () => {
  const own = {
    Logs: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    EventsStream: ['kinesis:PutRecord', 'kinesis:PutRecords'],
    DiagnosticsQueue: ['sqs:SendMessage'],
    SubmissionsQueue: [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
    ],
  };

  test('may do what it does, on what it does it to, and nothing else', () => {
    expect(grantsOf({ stage: 'prod' })).toEqual(own);
    templateOf({ stage: 'prod' }).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: Match.objectLike({
        Statement: [Match.objectLike({ Principal: { Service: 'lambda.amazonaws.com' } })],
      }),
      ManagedPolicyArns: Match.absent(),
    });
  });

  test.each(['acknowledged', 'strict'])('may put as either ordering does, whatever is chosen: %s', (ordering) => {
    expect(grantsOf({ stage: 'prod', ordering })).toEqual(own);
  });

  test('may use the customer-managed key, and only that', () => {
    expect(grantsOf({ encryption: 'customer-managed' })).toEqual({
      ...own,
      EncryptionKey: ['kms:Decrypt', 'kms:GenerateDataKey'],
    });
  });

  test.each(['aws-managed', 'customer-managed'])('may decrypt what the key before encrypted, now %s', (encryption) => {
    const formerKmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    expect(grantsOf({ encryption, formerKmsKeyArn })).toEqual({
      ...own,
      ...(encryption === 'customer-managed' && { EncryptionKey: ['kms:Decrypt', 'kms:GenerateDataKey'] }),
      [formerKmsKeyArn]: ['kms:Decrypt'],
    });
  });

  test('may use an existing key', () => {
    const kmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const chosen = { encryption: 'customer-managed', kmsKeyArn };
    expect(grantsOf(chosen)).toEqual({ ...own, [kmsKeyArn]: ['kms:Decrypt', 'kms:GenerateDataKey'] });
    templateOf(chosen).resourceCountIs('AWS::KMS::Key', 0);
    templateOf(chosen).allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: kmsKeyArn });
  });
});

describe('at rest', () => {
  test('queues and stream are encrypted with keys that AWS manages, without being asked', () => {
    const template = templateOf({ stage: 'prod' });
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    template.hasResourceProperties('AWS::Kinesis::Stream', {
      StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
    });
    template.resourceCountIs('AWS::KMS::Key', 0);
  });

  test('they are encrypted with one key of their own, which is rotated and outlives the stack, where that is chosen', () => {
    const template = templateOf({ stage: 'prod', encryption: 'customer-managed' });
    const [key = ''] = Object.keys(template.findResources('AWS::KMS::Key'));
    const arn = { 'Fn::GetAtt': [key, 'Arn'] };
    template.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: arn });
    template.hasResourceProperties('AWS::Kinesis::Stream', { StreamEncryption: { KeyId: arn } });
    template.hasResource('AWS::KMS::Key', {
      Properties: { EnableKeyRotation: true },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
  });
});

describe('in transit', () => {
  test('all queues refuse plain http', () => {
    const template = templateOf({ stage: 'prod' });
    const queues = Object.keys(template.findResources('AWS::SQS::Queue'));
    expect(queues).toHaveLength(3);
    for (const queue of queues) {
      template.hasResourceProperties('AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: queue }],
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Deny',
              Action: 'sqs:*',
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
          ]),
        },
      });
    }
  });
});
