import { execFile } from 'node:child_process';
import { delimiter } from 'node:path';
import { promisify } from 'node:util';
import { deploymentEnvironment } from '../../local/cdk/deployment-environment';
import { PYTHON_COMMANDS } from './python-tools';

/**
 * PyPI has version 1 of the AWS CLI, which goes to real AWS for SQS unless the endpoint is an argument; version 2 takes
 * it from the environment.
 */
const AWS_OF_VERSION_1 = 'aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }';

/** A shell of somebody who has the Python tools and the variables of the emulator. */
export const runInShell = async (endpoint: string, script: string): Promise<string> => {
  const { PATH, ...environment } = deploymentEnvironment(endpoint);
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', `${AWS_OF_VERSION_1}\n${script}`], {
    env: { ...environment, PATH: [PYTHON_COMMANDS, PATH].join(delimiter) },
  });
  return stdout;
};
