import { rm } from 'node:fs/promises';
import { inProject } from '../../local/project';
import { findFreePort } from './free-port';

/** The arguments for free ports. A run has a directory by its port, so one with port 0 may meet another's. */
export const ownPorts = async () => {
  const port = await findFreePort();
  return {
    args: ['--sqs-port', String(port), '--kinesis-port', '0'],
    [Symbol.asyncDispose]: () => rm(inProject('cdk.out', `local-run-${port}`), { recursive: true, force: true }),
  };
};
