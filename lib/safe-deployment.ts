import { Validations } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

const configurations = {
  linear: LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_1MINUTE,
  canary: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
};

export interface SafeDeploymentProps {
  readonly alias: Alias;
  /** `linear`: a tenth of the batches more each minute. `canary`: a tenth, and the rest after five minutes. */
  readonly shift: keyof typeof configurations;
  /**
   * Alarms that bring the alias back to the version before when they go off during a deployment. They have to tell of
   * the new version alone: what rings for the stage may ring already, and would undo the deployment that may just be
   * the remedy.
   */
  readonly alarms: readonly IAlarm[];
}

/** Shifts submissions to a new version step by step, and back if it does badly. */
export class SafeDeployment extends Construct {
  constructor(scope: Construct, id: string, { alias, shift, alarms }: SafeDeploymentProps) {
    super(scope, id);
    const group = new LambdaDeploymentGroup(this, 'Group', {
      alias,
      deploymentConfig: configurations[shift],
      alarms: [...alarms],
      autoRollback: { failedDeployment: true, stoppedDeployment: true },
    });
    Validations.of(group).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
      reason: 'The policy that AWS keeps for CodeDeploy on Lambda; only CodeDeploy can assume the role.',
    });
  }
}
