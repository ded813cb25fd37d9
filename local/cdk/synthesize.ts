import { rm } from 'node:fs/promises';
import { PROJECT } from '../project';
import { runCdk, toContextArguments } from './run-cdk';

/**
 * Runs `cdk synth` for the stage `local`.
 *
 * @param directory where the cloud assembly is written; emptied first
 * @param settings override those of the stage
 * @param signal ends it
 * @throws Error with what the CDK said
 */
export const synthesize = async (
  directory: string,
  settings: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<void> => {
  await rm(directory, { recursive: true, force: true });
  const context = toContextArguments({ stage: 'local', ...settings });
  // CloudFormation never sees the template, and the CDK's checks for it take as long as all else.
  const args = ['synth', '--no-validation', '--quiet', '--output', directory, ...context];
  await runCdk({ project: PROJECT, args, signal });
};
