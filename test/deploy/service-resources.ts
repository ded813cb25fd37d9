import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { z } from 'zod';
import { LOCAL_REGION, localCredentials } from '../../local/local-account';
import type { DeployedStack } from './deployed-stack';

const Template = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

/** A resource as the template promises it, and the id that the service gave it. */
export interface DeployedResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const OF_NO_SERVICE = new Set(['AWS::CDK::Metadata']);

/** What AWS clients for a deployed stack need. */
export const clientConfiguration = ({ deployment }: DeployedStack) => ({
  region: LOCAL_REGION,
  credentials: localCredentials,
  endpoint: deployment.endpoint,
});

/** The resources of the template that was deployed. */
export const listResources = async (stack: DeployedStack): Promise<readonly DeployedResource[]> => {
  const { assembly } = stack.deployment;
  const file = (await readdir(assembly)).find((name) => name.endsWith('.template.json')) ?? '';
  const { Resources } = Template.parse(JSON.parse(await readFile(join(assembly, file), 'utf8')));
  const client = new CloudFormationClient(clientConfiguration(stack));
  const { StackResources = [] } = await client.send(
    new DescribeStackResourcesCommand({ StackName: file.replace('.template.json', '') }),
  );
  const physicalIds = new Map(
    StackResources.map(({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId, PhysicalResourceId]),
  );
  return Object.entries(Resources)
    .filter(([, { Type }]) => !OF_NO_SERVICE.has(Type))
    .map(([logicalId, { Type, Properties }]) => ({
      logicalId,
      physicalId: physicalIds.get(logicalId) ?? '',
      type: Type,
      properties: Properties,
    }));
};
