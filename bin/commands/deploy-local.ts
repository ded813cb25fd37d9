import { Command } from '@commander-js/extra-typings';
import { deployLocally } from '../../local/deploy/deploy-locally';
import { createStep } from '../../local/deploy/progress';
import { renderDeployment } from '../../local/deploy/render-deployment';
import { emulatorPort } from '../command/arguments';

export const deployLocal = new Command('npm run deploy:local --')
  .description(
    'Deploys the stack of stage local with the CDK into an emulated AWS: the one at AWS_ENDPOINT_URL, or MiniStack, which is started where it does not run yet.',
  )
  .addOption(emulatorPort())
  .action(async ({ port }) => {
    const deployment = await deployLocally(port, process.env['AWS_ENDPOINT_URL'], createStep(console.log));
    console.log(renderDeployment(deployment));
  });
