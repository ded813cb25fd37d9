import { awsVariables } from '../cdk/deployment-environment';
import type { LocalDeployment } from './deploy-locally';

/** What was deployed and how to reach it, as `npm run deploy:local` prints it. */
export const renderDeployment = ({ endpoint, outputs }: LocalDeployment): string => {
  const width = Math.max(...Object.keys(outputs).map((name) => name.length));
  const shown = Object.entries(outputs).map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  const variables = Object.entries(awsVariables(endpoint)).map(([name, value]) => `${name}=${value}`);
  return `
${shown.join('\n')}

To reach it with the AWS CLI, an SDK, cdk or cdklocal:

  export ${variables.join(' ')}

docs/deploy.md has a sample to send. npm run destroy:local removes all of it.
`;
};
