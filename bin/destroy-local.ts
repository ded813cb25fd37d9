import { parseDeployOptions } from '../local/deploy/deploy-options';
import { destroyLocally } from '../local/deploy/destroy-locally';
import { createStep } from '../local/deploy/progress';

const options = parseDeployOptions(
  'destroy:local',
  'Removes what npm run deploy:local made: the stack, MiniStack and the folder .ministack.',
  process.argv.slice(2),
);

try {
  await destroyLocally(options, process.env['AWS_ENDPOINT_URL'], createStep(console.log));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
