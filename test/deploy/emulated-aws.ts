import { join } from 'node:path';
import { bootstrap, type Deployment, deployStack } from '../../local/cdk/deploy-stack';
import { startMiniStack } from '../../local/ministack/ministack';
import { PROJECT } from '../../local/project';
import type { FaultPlan } from '../faults/fault-plan';
import { FaultyFront, nothingSeen } from '../faults/faulty-front';
import { findFreePort } from '../support/free-port';
import { DeployedStack } from './deployed-stack';
import { makeGuardedDirectory } from './guarded-directory';
import { installPythonTools, PYTHON_TOOLS } from './python-tools';

/** A fresh emulator of AWS with the CDK's bootstrap resources, where a test deploys the stack. */
export interface EmulatedAws extends AsyncDisposable {
  readonly endpoint: string;
  /** A directory for what the test writes; removed with the emulator. */
  readonly directory: string;
  /** What the test deploys, unless it is changed: this project with the stage's settings. */
  readonly deployment: Deployment;
  deploy(changes?: Partial<Deployment>): Promise<DeployedStack>;
}

/** @param plan what goes wrong between the functions and Kinesis */
export const startEmulatedAws = async (plan: FaultPlan = {}): Promise<EmulatedAws> => {
  await installPythonTools();
  const guarded = await makeGuardedDirectory('ministack');
  const directory = guarded.path;
  const port = await findFreePort();
  const upstream = `http://127.0.0.1:${port}`;
  const front = await FaultyFront.start({
    upstream: { sqs: upstream, kinesis: upstream },
    plan,
    counts: nothingSeen(),
    kill: () => undefined,
  });
  const end = async (): Promise<void> => {
    await guarded[Symbol.asyncDispose]();
    await front[Symbol.asyncDispose]();
  };
  try {
    const { AWS_ENDPOINT_URL_KINESIS } = front.endpoints;
    const endpoint = await startMiniStack({
      virtualEnvironment: PYTHON_TOOLS,
      directory: join(directory, 'ministack'),
      port,
      environment: { AWS_ENDPOINT_URL_KINESIS },
    });
    await bootstrap({ project: PROJECT, endpoint });
    const deployment = { project: PROJECT, endpoint, assembly: join(directory, 'cdk.out') };
    return {
      endpoint,
      directory,
      deployment,
      deploy: async (changes = {}) => {
        const changed = { ...deployment, ...changes };
        return new DeployedStack(changed, await deployStack(changed));
      },
      [Symbol.asyncDispose]: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
};
