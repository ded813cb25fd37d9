import { deployLocally } from '../local/deploy/deploy-locally';
import { parseDeployOptions } from '../local/deploy/deploy-options';
import { createStep } from '../local/deploy/progress';
import { renderDeployment } from '../local/deploy/render-deployment';

const options = parseDeployOptions(
  'deploy:local',
  'Deploys the stack of stage local with the CDK into an emulated AWS: the one at AWS_ENDPOINT_URL, or MiniStack, which\nis started where it does not run yet.',
  process.argv.slice(2),
);

try {
  const deployment = await deployLocally(options, process.env['AWS_ENDPOINT_URL'], createStep(console.log));
  console.log(renderDeployment(deployment));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
