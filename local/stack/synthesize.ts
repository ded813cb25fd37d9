import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const projectRoot = join(import.meta.dirname, '..', '..');

/**
 * Runs `cdk synth` for the stage `local`.
 *
 * @param directory where the cloud assembly is written; emptied first
 * @param settings override those of the stage
 * @throws Error with what the CDK said
 */
export const synthesize = async (directory: string, settings: Readonly<Record<string, string>> = {}): Promise<void> => {
  await rm(directory, { recursive: true, force: true });
  const context = Object.entries({ stage: 'local', ...settings }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const cdk = join(projectRoot, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const child = spawn(process.execPath, [cdk, 'synth', '--quiet', '--output', directory, ...context], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complained, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (status !== 0) throw new Error(`cdk synth failed:\n${said}${complained}`);
};
