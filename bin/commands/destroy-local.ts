import { Command } from '@commander-js/extra-typings';
import { destroyLocally } from '../../local/deploy/destroy-locally';
import { createStep } from '../../local/deploy/progress';
import { emulatorPort } from '../command/arguments';

export const destroyLocal = new Command('npm run destroy:local --')
  .description('Removes what npm run deploy:local made: the stack, MiniStack and the folder .ministack.')
  .addOption(emulatorPort())
  .action(({ port }) => destroyLocally(port, process.env['AWS_ENDPOINT_URL'], createStep(console.log)));
