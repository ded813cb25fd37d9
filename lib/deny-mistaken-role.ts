import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { ExistingRole } from './settings/settings';

/**
 * Has the queue refuse what the role sends where the id is not the role's. The function would believe none of its own
 * continuations then, and a submission would start over without end: refused, it fails, which alarms tell of, and ends
 * in the dead-letter queue. By the role's ARN as a condition, since a principal would be kept as the id of a role that
 * may be deleted and made again.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-userid,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 */
export const denyMistakenRole = (queue: IQueue, { arn, id }: ExistingRole): void => {
  queue.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: {
        ArnEquals: { 'aws:PrincipalArn': arn },
        StringNotLike: { 'aws:userid': `${id}:*` },
      },
    }),
  );
};
