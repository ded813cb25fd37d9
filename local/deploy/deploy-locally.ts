import { bootstrap, deployStack, type StackOutputs } from '../cdk/deploy-stack';
import { MINISTACK_PACKAGE, startMiniStack } from '../ministack/ministack';
import { createVirtualEnvironment } from '../ministack/virtual-environment';
import { PROJECT } from '../project';
import { ASSEMBLY_DIRECTORY, MINISTACK_DIRECTORY, VIRTUAL_ENVIRONMENT } from './deploy-folder';
import { findEmulator } from './find-emulator';
import type { Step } from './progress';

export interface LocalDeployment {
  readonly endpoint: string;
  readonly outputs: StackOutputs;
}

const WHAT_TO_DO =
  'Correct what the CDK complains of, and run npm run deploy:local again. To start over, run npm run destroy:local first.';

/**
 * Deploys the stack of stage `local` with the CDK into an emulated AWS, which is started where none runs.
 *
 * @throws Error whose message says what to do
 */
export const deployLocally = async (
  port: number,
  endpointUrl: string | undefined,
  step: Step,
): Promise<LocalDeployment> => {
  const found = await findEmulator(port, endpointUrl);
  const endpoint = 'endpoint' in found ? found.endpoint : await start(found.startOn, step);
  try {
    await step(`Bootstrapping the emulator at ${endpoint} with cdk bootstrap`, () =>
      bootstrap({ project: PROJECT, endpoint }),
    );
    const outputs = await step('Deploying the stack with cdk deploy -c stage=local', () =>
      deployStack({ project: PROJECT, endpoint, assembly: ASSEMBLY_DIRECTORY }),
    );
    return { endpoint, outputs };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${WHAT_TO_DO}`);
  }
};

const start = async (port: number, step: Step): Promise<string> => {
  await step(`Preparing ${MINISTACK_PACKAGE} in .ministack/venv`, () =>
    createVirtualEnvironment(VIRTUAL_ENVIRONMENT, [MINISTACK_PACKAGE]),
  );
  return step(`Starting MiniStack on port ${port}`, () =>
    startMiniStack({ virtualEnvironment: VIRTUAL_ENVIRONMENT, directory: MINISTACK_DIRECTORY, port }),
  );
};
