import { createHash } from 'node:crypto';
import { Stack } from 'aws-cdk-lib';
import { type IRole, Policy, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { physicalNames } from './physical-names';

export interface SucceedingPolicyProps {
  readonly role: IRole;
  readonly statements: readonly PolicyStatement[];
}

/**
 * A policy that, once it says something else, is another resource. CloudFormation then creates the new one before what
 * depends on it is changed, and deletes the old one in the clean-up, when all else is done; a policy that is updated in
 * place would take rights away while the version before still works.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export class SucceedingPolicy extends Policy {
  constructor(scope: Construct, id: string, { role, statements }: SucceedingPolicyProps) {
    const said = statements.map((statement) => statement.toStatementJson());
    // Its text, and the names behind the references in it.
    const content = JSON.stringify(Stack.of(scope).resolve(said)) + physicalNames(scope, said);
    super(scope, `${id}${createHash('sha256').update(content).digest('hex').slice(0, 8)}`, {
      roles: [role],
      statements: [...statements],
    });
  }
}
