import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { deployLocally } from '../../local/deploy/deploy-locally';
import { describeInterruption } from '../../local/deploy/describe-leftovers';
import { createStep } from '../../local/deploy/progress';
import { renderDeployment } from '../../local/deploy/render-deployment';
import { emulatorPort } from '../command-line/arguments';
import { onInterruption } from '../command-line/interruption';

type SettingsByName = Readonly<Record<string, string>>;

const addSetting = (argument: string, others: SettingsByName): SettingsByName => {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(argument) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError('Give a setting and its value, such as batchSize=50.');
  }
  if (name === 'stage') {
    throw new InvalidArgumentError(
      'This deploys the stage local. Leave -c stage=... out, or deploy another stage to AWS with npx cdk deploy -c stage=NAME.',
    );
  }
  return { ...others, [name]: value };
};

export const deployLocal = new Command('npm run deploy:local --')
  .description(
    'Deploys the stack of stage local with the CDK into an emulated AWS: the one at AWS_ENDPOINT_URL, or MiniStack, which is started where it does not run yet.',
  )
  .addOption(emulatorPort())
  .addOption(
    new Option('-c, --context <name=value>', 'a setting instead of the one of stage local; may be given several times')
      .argParser(addSetting)
      .default({}, 'none'),
  )
  .action(async ({ port, context }) => {
    const interruption = onInterruption();
    const address = { port, endpointUrl: process.env['AWS_ENDPOINT_URL'] };
    try {
      const step = createStep(console.log);
      console.log(renderDeployment(await deployLocally({ ...address, settings: context, interruption, step })));
    } catch (error) {
      if (!interruption.aborted) throw error;
      console.error(await describeInterruption(address));
      process.exit(130);
    }
  });
