import { awsVariables } from '../cdk/deployment-environment';
import type { LocalDeployment } from './deploy-locally';

/** The AWS console, which an emulator does not have: a link there leads to an account that the stack is not in. */
const CONSOLE = /^https:\/\/[^/]+\.console\.aws\.amazon\.com\//;

/** What was deployed and how to reach it, as `npm run deploy:local` prints it. */
export const renderDeployment = ({ endpoint, outputs }: LocalDeployment): string => {
  const reachable = Object.entries(outputs).filter(([, value]) => !CONSOLE.test(value));
  const width = Math.max(...reachable.map(([name]) => name.length));
  const shown = reachable.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  const variables = Object.entries(awsVariables(endpoint)).map(([name, value]) => `${name}=${value}`);
  return `
${shown.join('\n')}

To reach it with the AWS CLI, an SDK, cdk or cdklocal:

  export ${variables.join(' ')}

docs/deploy.md has a sample to send. npm run destroy:local removes all of it.
`;
};
