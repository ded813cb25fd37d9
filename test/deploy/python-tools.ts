import { join } from 'node:path';
import { MINISTACK_PACKAGE } from '../../local/ministack/ministack';
import { createVirtualEnvironment } from '../../local/programs/virtual-environment';
import { inProject } from '../../local/project';

/** A virtual environment with the emulator and the outside clients: the AWS CLI and boto3. Kept for the next run. */
export const PYTHON_TOOLS = inProject('cdk.out', 'deploy-test-venv');

export const PYTHON_COMMANDS = join(PYTHON_TOOLS, 'bin');

export const installPythonTools = (): Promise<void> =>
  createVirtualEnvironment(PYTHON_TOOLS, [MINISTACK_PACKAGE, 'awscli==1.46.3', 'boto3==1.43.106']);
