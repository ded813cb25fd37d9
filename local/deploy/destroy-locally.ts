import { rm } from 'node:fs/promises';
import { destroyStack } from '../cdk/deploy-stack';
import { stopMiniStacks } from '../ministack/ministack';
import { PROJECT } from '../project';
import { ASSEMBLY_DIRECTORY, DEPLOY_FOLDER, MINISTACK_DIRECTORY } from './deploy-folder';
import { findEmulator } from './find-emulator';
import type { Step } from './progress';

/**
 * Undoes what `deployLocally` did. An emulator that it did not start keeps running, without the stack.
 *
 * @throws Error whose message says what to do; MiniStack and its folder are gone all the same
 */
export const destroyLocally = async (port: number, endpointUrl: string | undefined, step: Step): Promise<void> => {
  try {
    const found = await findEmulator(port, endpointUrl);
    if ('endpoint' in found) {
      await step(`Destroying the stack at ${found.endpoint} with cdk destroy`, () =>
        destroyStack({ project: PROJECT, endpoint: found.endpoint, assembly: ASSEMBLY_DIRECTORY }),
      );
    }
  } finally {
    await step('Stopping MiniStack and removing .ministack', async () => {
      await stopMiniStacks(MINISTACK_DIRECTORY);
      await rm(DEPLOY_FOLDER, { recursive: true, force: true });
    });
  }
};
