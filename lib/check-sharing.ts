import { Stack, Token, TokenComparison, Validations } from 'aws-cdk-lib';
import type { IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { accountOf } from './principals';
import { SettingsError } from './settings/complete-settings';

/**
 * A stream that the AWS-managed key encrypts cannot be read from another account.
 * https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html#sharing-access-to-encrypted-data-1
 *
 * @throws SettingsError where the consumer is known to be in another account; where that is not known, synth warns
 */
export const checkConsumerOfAwsManagedKey = (construct: Construct, consumer: IPrincipal): void => {
  const account = accountOf(consumer);
  const own = Stack.of(construct).account;
  if (account === own) return;

  const who = describe(construct, consumer);
  if (account !== undefined && Token.compareStrings(account, own) === TokenComparison.DIFFERENT) {
    throw new SettingsError(
      `${construct.node.path} is to be read by ${who} of another account, but its stream is encrypted with the AWS-managed key of Kinesis, which no other account can use. Set encryption to customer-managed.`,
    );
  }
  Validations.of(construct).addWarning(
    'telemetry-mapping:consumer-account',
    `The stream is to be read by ${who}, and is encrypted with the AWS-managed key of Kinesis. Synth does not know whether both are in the same account. Where they are not, no record can be read: set encryption to customer-managed. Where they are, leave consumerArns out and give the consumer an IAM policy, or give the stack an env with its account, to have this checked.`,
  );
};

/** An existing resource that is used, and whose policy is not changed. */
export interface LeftAsItIs {
  readonly what: 'queue' | 'stream' | 'key' | 'former key';
  readonly actions: readonly string[];
}

/**
 * Warns that the policy of an existing resource has to allow what is granted, unless an IAM policy in its own account
 * can do so.
 */
export const warnOfExistingPolicy = (
  construct: Construct,
  grantee: IPrincipal,
  { what, actions }: LeftAsItIs,
): void => {
  if (grantee.principalAccount === Stack.of(construct).account) return;
  Validations.of(construct).addWarning(
    `telemetry-mapping:existing-${what.replace(' ', '-')}-policy`,
    `The ${what} is an existing one, whose policy is left as it is. See to it that this policy allows ${actions.join(', ')} to ${describe(construct, grantee)}, or, in the account of the ${what}, that an IAM policy does. Then set existingResourcesChecked to true.`,
  );
};

const describe = (construct: Construct, principal: IPrincipal): string =>
  JSON.stringify(Stack.of(construct).resolve(principal.policyFragment.principalJson));
