import { bootstrap, deployStack, type StackOutputs } from '../cdk/deploy-stack';
import { MINISTACK_PACKAGE, startMiniStack } from '../ministack/ministack';
import { createVirtualEnvironment } from '../programs/virtual-environment';
import { PROJECT } from '../project';
import { ASSEMBLY_DIRECTORY, MINISTACK_DIRECTORY, VIRTUAL_ENVIRONMENT } from './deploy-folder';
import type { EmulatorAddress } from './emulator-address';
import { findEmulator } from './find-emulator';
import type { Step } from './progress';
import { untilInterrupted } from './until-interrupted';

export interface LocalDeployment {
  readonly endpoint: string;
  readonly outputs: StackOutputs;
}

export interface LocalDeploymentProps extends EmulatorAddress {
  /** Override those of the stage `local`. */
  readonly settings: Readonly<Record<string, string>>;
  /** Ends it within seconds, the CDK included. MiniStack runs on where it runs by then. */
  readonly interruption: AbortSignal;
  readonly step: Step;
}

/** It answers after two seconds or so; one that is left before it answers cannot be stopped by what finds it. */
const STARTING_MS = 5_000;

const WHAT_TO_DO =
  'Correct what the CDK complains of, and run npm run deploy:local again. To start over, run npm run destroy:local first.';

/**
 * Deploys the stack of stage `local` with the CDK into an emulated AWS, which is started where none runs.
 *
 * @throws Error whose message says what to do; anything after an interruption
 */
export const deployLocally = async (props: LocalDeploymentProps): Promise<LocalDeployment> => {
  const { settings, interruption: signal, step } = props;
  const found = await untilInterrupted(findEmulator(props), signal);
  const endpoint = 'endpoint' in found ? found.endpoint : await start(found.startOn, props);
  try {
    await step(`Bootstrapping the emulator at ${endpoint} with cdk bootstrap`, () =>
      bootstrap({ project: PROJECT, endpoint, signal }),
    );
    const outputs = await step('Deploying the stack with cdk deploy -c stage=local', () =>
      deployStack({ project: PROJECT, endpoint, assembly: ASSEMBLY_DIRECTORY, settings, signal }),
    );
    return { endpoint, outputs };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${WHAT_TO_DO}`);
  }
};

const start = async (
  port: number,
  { interruption, step }: Pick<LocalDeploymentProps, 'interruption' | 'step'>,
): Promise<string> => {
  await step(`Preparing ${MINISTACK_PACKAGE} in .ministack/venv`, () =>
    createVirtualEnvironment(VIRTUAL_ENVIRONMENT, [MINISTACK_PACKAGE], interruption).catch((error: unknown) => {
      throw new Error(
        `${error instanceof Error ? error.message : error}\nOr set AWS_ENDPOINT_URL to an emulator that runs already.`,
      );
    }),
  );
  return step(`Starting MiniStack on port ${port}`, () =>
    untilInterrupted(
      startMiniStack({ virtualEnvironment: VIRTUAL_ENVIRONMENT, directory: MINISTACK_DIRECTORY, port }),
      interruption,
      STARTING_MS,
    ),
  );
};
