import { Command } from '@commander-js/extra-typings';
import { describeInterruption, describeRest } from '../../local/deploy/describe-leftovers';
import { destroyLocally } from '../../local/deploy/destroy-locally';
import { createStep } from '../../local/deploy/progress';
import { emulatorPort } from '../command-line/arguments';
import { onInterruption } from '../command-line/interruption';

export const destroyLocal = new Command('npm run destroy:local --')
  .description('Removes what npm run deploy:local made: the stack, MiniStack and the folder .ministack.')
  .addOption(emulatorPort())
  .action(async ({ port }) => {
    const interruption = onInterruption();
    const address = { port, endpointUrl: process.env['AWS_ENDPOINT_URL'] };
    try {
      await destroyLocally({ ...address, interruption, step: createStep(console.log) });
      console.log(await describeRest(address));
    } catch (error) {
      if (!interruption.aborted) throw error;
      console.error(await describeInterruption(address));
      process.exit(130);
    }
  });
