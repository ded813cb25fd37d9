import { CfnResource } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';

/**
 * What emulators of AWS do not create, MiniStack 1.5 among them: they refuse a template that has one of these. CodeDeploy
 * is missing there too; `deployment` is `all-at-once` for that reason.
 */
const unknownTypes: ReadonlySet<string> = new Set([
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::InsightRule',
  'AWS::Logs::QueryDefinition',
]);

const isUnknown = (resource: CfnResource): boolean =>
  unknownTypes.has(resource.cfnResourceType) || (resource instanceof CfnAlarm && resource.metrics !== undefined);

/**
 * Takes out of a finished tree of constructs what emulators do not know. Only observation is lost: no submission
 * depends on any of it.
 */
export const omitUnknownToEmulators = (scope: IConstruct): void => {
  for (const construct of scope.node.findAll()) {
    if (CfnResource.isCfnResource(construct) && isUnknown(construct)) {
      construct.node.scope?.node.tryRemoveChild(construct.node.id);
    }
  }
};
