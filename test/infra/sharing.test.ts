import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { StreamConsumer } from 'aws-cdk-lib/aws-kinesis';
import { z } from 'zod';
import { SettingsError } from '../../lib/settings/complete-settings';
import type { ChosenSettings } from '../../lib/settings/settings';
import type { TelemetryMapping } from '../../lib/telemetry-mapping';
import { inProject } from '../../local/project';
import { encrypting, reading, sending } from '../support/granted-actions';
import { mappingInOwnStack } from '../support/own-stack';
import { appOf, stackIn, templateOf } from '../support/stack';

const gateway = 'arn:aws:iam::444455556666:role/gateway';
const detection = 'arn:aws:iam::777788889999:root';
const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:from-sensors';
const streamArn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/to-detection';
const kmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const env = { account: '111122223333', region: 'eu-west-1' };

const Statements = z.array(
  z.object({
    Effect: z.string(),
    Action: z.union([z.string().transform((action) => [action]), z.array(z.string())]),
    Principal: z.object({ AWS: z.unknown() }),
    Resource: z.unknown(),
  }),
);

/** What the policies of resources allow to whom, each principal as the template names it. */
const allowedBy = (documents: readonly unknown[]) =>
  documents
    .flatMap((document) => Statements.parse(Object(document).Statement))
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Principal: { AWS }, Resource }) =>
      [AWS].flat().map((principal: unknown) => ({ principal, actions: Action.toSorted(), resource: Resource })),
    );

const policiesOf = (template: Template) => {
  const propertiesOf = (type: string) =>
    Object.values(template.findResources(type)).map((found) => found['Properties']);
  return {
    queues: allowedBy(propertiesOf('AWS::SQS::QueuePolicy').map(({ PolicyDocument }) => PolicyDocument)),
    streams: allowedBy(propertiesOf('AWS::Kinesis::ResourcePolicy').map(({ ResourcePolicy }) => ResourcePolicy)),
    // The first statement is that of the key's own account.
    keys: allowedBy(propertiesOf('AWS::KMS::Key').map(({ KeyPolicy }) => KeyPolicy)).slice(1),
  };
};

const withSettings = (settings: ChosenSettings, stack: Readonly<{ env?: typeof env }> = { env }) =>
  mappingInOwnStack({ settings, ...stack });

const templateWith = (mapping: TelemetryMapping) => Template.fromStack(Stack.of(mapping));

// The CDK prints the warnings that these stacks have.
beforeAll(() => {
  jest.spyOn(console, 'error').mockReturnValue();
});

test('nobody is named by a policy of queue, stream or key, without being asked', () => {
  const template = templateWith(withSettings({ encryption: 'customer-managed' }));
  expect(policiesOf(template)).toEqual({ queues: [], streams: [], keys: [] });
});

describe('senderArns', () => {
  test('may send to the submission queue, and to no other', () => {
    const mapping = withSettings({ senderArns: [gateway, detection] });
    const resource = Stack.of(mapping).resolve(mapping.submissions.queue.queueArn);
    expect(policiesOf(templateWith(mapping))).toEqual({
      queues: [gateway, detection].map((principal) => ({ principal, actions: sending, resource })),
      streams: [],
      keys: [],
    });
  });

  test('may use the customer-managed key too, as the queue does for them', () => {
    const { keys } = policiesOf(templateWith(withSettings({ senderArns: [gateway], encryption: 'customer-managed' })));
    expect(keys).toEqual([{ principal: gateway, actions: encrypting, resource: '*' }]);
  });

  test('may be an account, by its id', () => {
    const { queues } = policiesOf(templateWith(withSettings({ senderArns: ['444455556666'] })));
    expect(queues.map(({ principal }) => principal)).toEqual(['arn:aws:iam::444455556666:root']);
  });

  test('are a list with commas on the command line', () => {
    const { queues } = policiesOf(templateOf({ stage: 'prod', senderArns: `${gateway},${detection}` }));
    expect(queues.map(({ principal }) => principal)).toEqual([gateway, detection]);
  });
});

describe('consumerArns', () => {
  test('may read the stream and decrypt with its key, and nothing else', () => {
    const mapping = withSettings({ consumerArns: [detection], encryption: 'customer-managed' });
    const resource = Stack.of(mapping).resolve(mapping.events.stream.streamArn);
    expect(policiesOf(templateWith(mapping))).toEqual({
      queues: [],
      streams: [{ principal: detection, actions: reading, resource }],
      keys: [{ principal: detection, actions: ['kms:Decrypt'], resource: '*' }],
    });
  });

  test('of the account of the stack need no customer-managed key', () => {
    const mapping = withSettings({ consumerArns: ['arn:aws:iam::111122223333:role/detector', '111122223333'] });
    expect(policiesOf(templateWith(mapping)).streams).toHaveLength(2);
    Annotations.fromStack(Stack.of(mapping)).hasNoWarning('*', Match.stringLikeRegexp('AWS-managed key'));
  });

  test.each([[detection], ['777788889999']])(
    'of another account are refused where the AWS-managed key encrypts the stream: %s',
    (consumer) => {
      const refused = () => withSettings({ consumerArns: [consumer] });
      expect(refused).toThrow(SettingsError);
      expect(refused).toThrow(
        /^Own\/TelemetryMapping is to be read by .*777788889999.* of another account, .* Set encryption to customer-managed\.$/,
      );
    },
  );

  test('are warned about where synth does not know whether they are in another account', () => {
    const stack = stackIn(appOf({ stage: 'staging', consumerArns: detection }));
    const warning = 'Synth does not know whether both are in the same account';
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp(warning));
    const encrypted = stackIn(appOf({ stage: 'staging', consumerArns: detection, encryption: 'customer-managed' }));
    Annotations.fromStack(encrypted).hasNoWarning('*', Match.anyValue());
  });
});

describe('a grantee of another account', () => {
  const granteeIn = (mapping: TelemetryMapping) => Role.fromRoleArn(mapping, 'Gateway', gateway);

  test('is granted the same as the settings grant', () => {
    const granted = withSettings({ encryption: 'customer-managed' });
    const grantee = granteeIn(granted);
    granted.grantSend(grantee);
    granted.grantConsume(grantee);
    const named = withSettings({ encryption: 'customer-managed', senderArns: [gateway], consumerArns: [gateway] });
    expect(policiesOf(templateWith(granted))).toEqual(policiesOf(templateWith(named)));
  });

  test('is refused as a consumer where the AWS-managed key encrypts the stream', () => {
    const mapping = withSettings({});
    expect(() => mapping.grantConsume(granteeIn(mapping))).toThrow(/of another account.* Set encryption to/);
  });
});

test('a grantee of the account of the stack gets its rights by its own policy only', () => {
  const mapping = withSettings({ encryption: 'customer-managed' });
  const role = new Role(mapping, 'Own', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  mapping.grantSend(role);
  mapping.grantConsume(role);
  expect(policiesOf(templateWith(mapping))).toEqual({ queues: [], streams: [], keys: [] });
});

test('a consumer with enhanced fan-out is granted that with the consumer that is registered for it', () => {
  const mapping = withSettings({ encryption: 'customer-managed' });
  const stack = Stack.of(mapping);
  const consumer = new StreamConsumer(stack, 'Consumer', {
    streamConsumerName: 'detection',
    stream: mapping.events.stream,
  });
  const role = Role.fromRoleArn(stack, 'Detection', gateway);
  consumer.grantRead(role);
  mapping.grantConsume(role);
  const { streams } = policiesOf(templateWith(mapping));
  expect(streams).toContainEqual({
    principal: gateway,
    actions: ['kinesis:DescribeStreamConsumer', 'kinesis:SubscribeToShard'],
    resource: stack.resolve(consumer.streamConsumerArn),
  });
});

test('docs/deploy.md lists what senders and consumers may do, action by action', () => {
  const section = readFileSync(inProject('docs', 'deploy.md'), 'utf8').split('## Senders and consumers')[1] ?? '';
  const rows = [...section.matchAll(/^\| (sender|consumer) +\| the ([\w ]+?) +\| (.*) \|$/gm)].map(
    ([, who, on, may = '']) => {
      const named = [...may.matchAll(/`(?:\w+:)?(\w+)`/g)].map(([, action = '']) => action);
      return [`${who}, ${on}`, named.toSorted()] as const;
    },
  );
  const actionsOf = (actions: readonly string[]) => actions.map((action) => action.split(':')[1]).toSorted();
  expect(Object.fromEntries(rows)).toEqual({
    'sender, queue': actionsOf(sending),
    'consumer, stream': actionsOf(reading),
    'sender, KMS key': actionsOf(encrypting),
    'consumer, KMS key': ['Decrypt'],
  });
});

describe('the policy of what exists is left as it is', () => {
  test.each<[string, ChosenSettings, RegExp]>([
    ['a queue', { queueArn, senderArns: [gateway] }, /- senderArns is .*, but queueArn names an existing one/],
    ['a stream', { streamArn, consumerArns: [gateway] }, /- consumerArns is .*, but streamArn names an existing one/],
  ])('so principals cannot be named together with %s', (_, settings, message) => {
    expect(() => withSettings(settings)).toThrow(message);
  });

  test('so synth says what that of a key has to allow', () => {
    const mapping = withSettings({
      encryption: 'customer-managed',
      kmsKeyArn,
      senderArns: [gateway],
      consumerArns: [detection],
    });
    const annotations = Annotations.fromStack(Stack.of(mapping));
    const allows = (actions: string, who: string) =>
      Match.stringLikeRegexp(`key is an existing one.* this policy allows ${actions} to .*${who}`);
    annotations.hasWarning('*', allows('kms:GenerateDataKey, kms:Decrypt', gateway));
    annotations.hasWarning('*', allows('kms:Decrypt', detection));
  });

  test('so synth says what those of a queue and a stream have to allow to grantees of another account', () => {
    const mapping = withSettings({ queueArn, streamArn });
    const role = Role.fromRoleArn(mapping, 'Gateway', gateway);
    mapping.grantSend(role);
    mapping.grantConsume(role);
    const annotations = Annotations.fromStack(Stack.of(mapping));
    annotations.hasWarning('*', Match.stringLikeRegexp(`queue is an existing one.*sqs:SendMessage.* to .*${gateway}`));
    annotations.hasWarning('*', Match.stringLikeRegexp(`stream is an existing one.*GetRecords.* to .*${gateway}`));
  });

  test('so synth says no more of them once they were seen to', () => {
    const mapping = withSettings({ queueArn, streamArn, existingResourcesChecked: true });
    const role = Role.fromRoleArn(mapping, 'Gateway', gateway);
    mapping.grantSend(role);
    mapping.grantConsume(role);
    Annotations.fromStack(Stack.of(mapping)).hasNoWarning('*', Match.stringLikeRegexp('is an existing one'));
  });

  test('so synth has nothing to say of grantees of the same account, whose own policies allow it', () => {
    const mapping = withSettings({ encryption: 'customer-managed', kmsKeyArn });
    const role = new Role(mapping, 'Own', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    mapping.grantSend(role);
    Annotations.fromStack(Stack.of(mapping)).hasNoWarning('*', Match.stringLikeRegexp('key is an existing one'));
  });
});

describe('what names no principal is refused, with what does', () => {
  test.each<[string, RegExp]>([
    ['gateway', /- senderArns\[0\] is "gateway", but must be an account, a role or a user, such as 111122223333,/],
    ['*', /senderArns\[0\] is "\*"/],
    ['', /senderArns\[0\] is ""/],
    [`${gateway},`, /senderArns\[1\] is ""/],
    ['arn:aws:sts::111122223333:assumed-role/gateway/session', /senderArns\[0\] is "arn:aws:sts/],
    ['arn:aws:iam::111122223333:group/senders', /senderArns\[0\]/],
    [`${gateway},${gateway}`, /- senderArns is \[.*\], but must not have anything twice/],
  ])('%j', (senderArns, message) => {
    expect(() => templateOf({ stage: 'prod', senderArns })).toThrow(message);
  });
});
