import { access } from 'node:fs/promises';
import { runningMiniStacks } from '../ministack/ministack';
import { probe } from '../ministack/probe';
import { DEPLOY_FOLDER, MINISTACK_DIRECTORY } from './deploy-folder';
import type { EmulatorAddress } from './emulator-address';

/** What runs on after an interruption, and how to remove it: what is found, whatever was being done. */
export const describeInterruption = async (address: EmulatorAddress): Promise<string> => {
  const [port] = await runningMiniStacks(MINISTACK_DIRECTORY);
  if (port !== undefined) {
    return `Interrupted. MiniStack runs on, on port ${port}, with what is deployed in it. To remove it: npm run destroy:local -- --port ${port}`;
  }
  const other = await findOther(address);
  if (other !== undefined) {
    const command = address.endpointUrl
      ? 'npm run destroy:local, with AWS_ENDPOINT_URL as it is'
      : `npm run destroy:local -- --port ${address.port}`;
    return `Interrupted. The emulator at ${other} runs on, with what is deployed in it. To remove that: ${command}`;
  }
  const isLeft = await access(DEPLOY_FOLDER).then(
    () => true,
    () => false,
  );
  return `Interrupted. Nothing runs on.${isLeft ? ' To remove the folder .ministack: npm run destroy:local' : ''}`;
};

/** What is left when all was removed that deploy:local made. */
export const describeRest = async (address: EmulatorAddress): Promise<string> => {
  const other = await findOther(address);
  return other === undefined
    ? 'Nothing is left.'
    : `The emulator at ${other} runs on, with what cdk bootstrap made in it: it was there before.`;
};

/** An emulator that was not started here. */
const findOther = async ({ port, endpointUrl }: EmulatorAddress): Promise<string | undefined> => {
  const endpoint = endpointUrl || `http://127.0.0.1:${port}`;
  return URL.canParse(endpoint) && (await probe(endpoint)) === 'emulator' ? endpoint : undefined;
};
