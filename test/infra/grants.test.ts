import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type IGrantable, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { z } from 'zod';
import type { ChosenSettings } from '../../lib/settings/settings';
import type { TelemetryMapping } from '../../lib/telemetry-mapping';
import { encrypting, reading, sending } from '../support/granted-actions';
import { mappingInOwnStack } from '../support/own-stack';

const Policies = z.record(
  z.string(),
  z.object({
    Properties: z.object({
      Roles: z.array(z.object({ Ref: z.string() })),
      PolicyDocument: z.object({
        Statement: z.array(z.object({ Action: z.union([z.string(), z.array(z.string())]), Resource: z.unknown() })),
      }),
    }),
  }),
);

/** What a role may do after a grant. */
const statementsAfter = (settings: ChosenSettings, grant: (mapping: TelemetryMapping, grantee: IGrantable) => void) => {
  const mapping = mappingInOwnStack({ settings });
  const role = new Role(mapping, 'Grantee', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  grant(mapping, role);
  const stack = Stack.of(mapping);
  const name: unknown = stack.resolve(role.roleName);
  const policies = Object.values(Policies.parse(Template.fromStack(stack).findResources('AWS::IAM::Policy')));
  const ofRole = policies.filter(({ Properties: { Roles } }) => JSON.stringify(Roles) === JSON.stringify([name]));
  const resourceOf = (arn: string): unknown => stack.resolve(arn);
  return {
    mapping,
    resourceOf,
    statements: ofRole.flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.map(({ Action, Resource }) => ({
        actions: [Action].flat().toSorted(),
        resource: Resource,
      })),
    ),
  };
};

const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:from-sensors';
const streamArn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/to-detection';
const kmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

// The CDK prints the warnings that existing resources have.
beforeAll(() => {
  jest.spyOn(console, 'error').mockReturnValue();
});

describe('a sender', () => {
  const send = (mapping: TelemetryMapping, grantee: IGrantable): void => {
    mapping.grantSend(grantee).assertSuccess();
  };

  test('may send to the queue, and nothing else', () => {
    const { mapping, statements, resourceOf } = statementsAfter({}, send);
    expect(statements).toEqual([{ actions: sending, resource: resourceOf(mapping.submissions.queue.queueArn) }]);
  });

  test('may use the customer-managed key of the queue too', () => {
    const { mapping, statements, resourceOf } = statementsAfter({ encryption: 'customer-managed' }, send);
    expect(statements).toEqual([
      { actions: sending, resource: resourceOf(mapping.submissions.queue.queueArn) },
      { actions: encrypting, resource: resourceOf(mapping.encryptionKey?.keyArn ?? '') },
    ]);
  });

  test('may send to an existing queue, with the key that the settings name', () => {
    const { statements } = statementsAfter({ queueArn, encryption: 'customer-managed', kmsKeyArn }, send);
    expect(statements).toEqual([
      { actions: sending, resource: queueArn },
      { actions: encrypting, resource: kmsKeyArn },
    ]);
  });
});

describe('a consumer', () => {
  const consume = (mapping: TelemetryMapping, grantee: IGrantable): void => {
    mapping.grantConsume(grantee).assertSuccess();
  };

  test('may read the stream, and nothing else', () => {
    const { mapping, statements, resourceOf } = statementsAfter({}, consume);
    expect(statements).toEqual([{ actions: reading, resource: resourceOf(mapping.events.stream.streamArn) }]);
  });

  test('may decrypt with the customer-managed key of the stream too', () => {
    const { mapping, statements, resourceOf } = statementsAfter({ encryption: 'customer-managed' }, consume);
    expect(statements).toEqual([
      { actions: reading, resource: resourceOf(mapping.events.stream.streamArn) },
      { actions: ['kms:Decrypt'], resource: resourceOf(mapping.encryptionKey?.keyArn ?? '') },
    ]);
  });

  test('may decrypt what the key before encrypted too', () => {
    const { mapping, statements, resourceOf } = statementsAfter({ formerKmsKeyArn: kmsKeyArn }, consume);
    expect(statements).toEqual([
      { actions: reading, resource: resourceOf(mapping.events.stream.streamArn) },
      { actions: ['kms:Decrypt'], resource: kmsKeyArn },
    ]);
  });

  test('may read an existing stream, with the key that the settings name', () => {
    const { statements } = statementsAfter({ streamArn, encryption: 'customer-managed', kmsKeyArn }, consume);
    expect(statements).toEqual([
      { actions: reading, resource: streamArn },
      { actions: ['kms:Decrypt'], resource: kmsKeyArn },
    ]);
  });
});
