import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export interface CdkRun {
  /** The directory of cdk.json. */
  readonly project: string;
  /** Such as `['deploy', '-c', 'stage=local']`. */
  readonly args: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * Runs the CDK that the project depends on.
 *
 * @throws Error with what the CDK said
 */
export const runCdk = async ({ project, args, environment = process.env }: CdkRun): Promise<void> => {
  const cdk = join(project, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const child = spawn(process.execPath, [cdk, ...args], {
    cwd: project,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complained, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (status !== 0) throw new Error(`cdk ${args[0]} failed:\n${said}${complained}`);
};

/** Settings as the command line of the CDK takes them. */
export const toContextArguments = (settings: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
