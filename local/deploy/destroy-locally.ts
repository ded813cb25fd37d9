import { rm } from 'node:fs/promises';
import { destroyStack } from '../cdk/deploy-stack';
import { stopMiniStacks } from '../ministack/ministack';
import { PROJECT } from '../project';
import { ASSEMBLY_DIRECTORY, DEPLOY_FOLDER, MINISTACK_DIRECTORY } from './deploy-folder';
import type { EmulatorAddress } from './emulator-address';
import { findEmulator } from './find-emulator';
import type { Step } from './progress';
import { untilInterrupted } from './until-interrupted';

export interface LocalDestructionProps extends EmulatorAddress {
  /** Ends it within seconds, the CDK included; what is not removed by then stays. */
  readonly interruption: AbortSignal;
  readonly step: Step;
}

/**
 * Undoes what `deployLocally` did. An emulator that it did not start keeps running, without the stack.
 *
 * @throws Error whose message says what to do; MiniStack and its folder are gone all the same, unless it was interrupted
 */
export const destroyLocally = async (props: LocalDestructionProps): Promise<void> => {
  const { interruption: signal, step } = props;
  try {
    const found = await untilInterrupted(findEmulator(props), signal);
    if ('endpoint' in found) {
      await step(`Destroying the stack at ${found.endpoint} with cdk destroy`, () =>
        destroyStack({ project: PROJECT, endpoint: found.endpoint, assembly: ASSEMBLY_DIRECTORY, signal }),
      );
    }
  } finally {
    if (!signal.aborted) {
      await step('Stopping MiniStack and removing .ministack', async () => {
        await stopMiniStacks(MINISTACK_DIRECTORY);
        await rm(DEPLOY_FOLDER, { recursive: true, force: true });
      });
    }
  }
  signal.throwIfAborted();
};
