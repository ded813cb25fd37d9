import { join } from 'node:path';
import { runProgram } from '../programs/run-program';

export interface CdkRun {
  /** The directory of cdk.json. */
  readonly project: string;
  /** Such as `['deploy', '-c', 'stage=local']`. */
  readonly args: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Ends the CDK, and all that it started. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the CDK that the project depends on.
 *
 * @throws Error with what the CDK said; the signal's reason when all of it has ended
 */
export const runCdk = async ({ project, args, environment = process.env, signal }: CdkRun): Promise<void> => {
  const cdk = join(project, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const { status, stdout, stderr } = await runProgram(process.execPath, [cdk, ...args], {
    cwd: project,
    env: environment,
    signal,
  });
  if (status !== 0) throw new Error(`cdk ${args[0]} failed:\n${stdout}${stderr}`);
};

/** Settings as the command line of the CDK takes them. */
export const toContextArguments = (settings: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
