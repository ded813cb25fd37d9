import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../local-account';
import { deploymentEnvironment } from './deployment-environment';
import { runCdk, toContextArguments } from './run-cdk';

/** A stack of the stage `local` and the emulator that it is for. */
export interface Deployment {
  /** The directory of cdk.json. */
  readonly project: string;
  readonly endpoint: string;
  /** Where the cloud assembly and the stack's outputs are written. */
  readonly assembly: string;
  /** Override those of the stage. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Ends what the CDK is doing. */
  readonly signal?: AbortSignal;
}

/** Such as `SubmissionQueueUrl` and its value. */
export type StackOutputs = Readonly<Record<string, string>>;

const OutputsFile = z.record(z.string(), z.record(z.string(), z.string()));

/** @throws as runCdk */
export const bootstrap = async ({
  project,
  endpoint,
  signal,
}: Pick<Deployment, 'project' | 'endpoint' | 'signal'>): Promise<void> => {
  await runCdk({
    project,
    // Without an app: only the environment matters.
    args: ['bootstrap', `aws://${LOCAL_ACCOUNT}/${LOCAL_REGION}`, '--app', ''],
    environment: deploymentEnvironment(endpoint),
    signal,
  });
};

/** @throws as runCdk */
export const deployStack = async (deployment: Deployment): Promise<StackOutputs> => {
  const outputsFile = join(deployment.assembly, 'outputs.json');
  await runOnStack(deployment, ['deploy', '--require-approval', 'never', '--outputs-file', outputsFile]);
  const [outputs] = Object.values(OutputsFile.parse(JSON.parse(await readFile(outputsFile, 'utf8'))));
  return outputs ?? {};
};

/** @throws as runCdk */
export const destroyStack = (deployment: Deployment): Promise<void> => runOnStack(deployment, ['destroy', '--force']);

const runOnStack = (
  { project, endpoint, assembly, settings = {}, signal }: Deployment,
  command: readonly string[],
): Promise<void> =>
  runCdk({
    project,
    args: [...command, '--output', assembly, ...toContextArguments({ stage: 'local', ...settings })],
    environment: deploymentEnvironment(endpoint),
    signal,
  });
