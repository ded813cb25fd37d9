import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../../local/project';

/** A directory of a test, and the MiniStacks that were started in it; both end with it. */
export interface GuardedDirectory extends AsyncDisposable {
  readonly path: string;
}

/** @param miniStacks where in the directory MiniStack notes its process ids */
export const makeGuardedDirectory = async (miniStacks: string): Promise<GuardedDirectory> => {
  const path = await mkdtemp(join(tmpdir(), 'telemetry-mapping-deploy-'));
  const guard = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'guard.ts'), path, miniStacks], {
    cwd: PROJECT,
    // A Ctrl-C in the terminal is for the test.
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      guard.stdin.end();
      await once(guard, 'exit');
    },
  };
};
