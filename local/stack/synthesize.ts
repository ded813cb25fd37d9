import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCdk, toContextArguments } from './run-cdk';

const project = join(import.meta.dirname, '..', '..');

/**
 * Runs `cdk synth` for the stage `local`.
 *
 * @param directory where the cloud assembly is written; emptied first
 * @param settings override those of the stage
 * @throws Error with what the CDK said
 */
export const synthesize = async (directory: string, settings: Readonly<Record<string, string>> = {}): Promise<void> => {
  await rm(directory, { recursive: true, force: true });
  const context = toContextArguments({ stage: 'local', ...settings });
  await runCdk({ project, args: ['synth', '--quiet', '--output', directory, ...context] });
};
