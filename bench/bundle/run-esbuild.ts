import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inProject, PROJECT } from '../../local/project';

/** From the project's directory, as the stack runs it. */
export const runEsbuild = async (flags: readonly string[]): Promise<void> => {
  await promisify(execFile)(inProject('node_modules', '.bin', 'esbuild'), [...flags], { cwd: PROJECT });
};
