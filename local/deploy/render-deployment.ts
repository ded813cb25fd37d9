import { awsVariables } from '../cdk/deployment-environment';
import type { LocalDeployment } from './deploy-locally';

/** What is needed to send and to read. No link to the AWS console: it leads to an account that the stack is not in. */
const SHOWN = ['SubmissionQueueUrl', 'DeadLetterQueueUrl', 'DiagnosticQueueUrl', 'EventStreamName'];

/** What was deployed and how to reach it, as `npm run deploy:local` prints it. */
export const renderDeployment = ({ endpoint, outputs }: LocalDeployment): string => {
  const width = Math.max(...SHOWN.map((name) => name.length));
  const shown = SHOWN.flatMap((name) => {
    const value = outputs[name];
    return value === undefined ? [] : [`  ${name.padEnd(width)}  ${value}`];
  });
  const variables = Object.entries(awsVariables(endpoint)).map(([name, value]) => `${name}=${value}`);
  return `
${shown.join('\n')}

To reach it with the AWS CLI, an SDK, cdk or cdklocal:

  export ${variables.join(' ')}

docs/deploy.md has a sample to send, and tells where names and ARNs are. npm run destroy:local removes all of it.
`;
};
