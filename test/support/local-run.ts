import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PROJECT } from '../../local/project';

export interface EndedRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs what `npm start` runs. */
export const startLocalRun = (args: readonly string[], input = '') => {
  const child = spawn(process.execPath, ['--import', 'tsx', join('bin', 'run.ts'), 'start', ...args], {
    cwd: PROJECT,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(
    ([stdout, stderr]): EndedRun => ({ status: child.exitCode, stdout, stderr }),
  );
  return {
    ended,
    pid: child.pid ?? 0,
    interrupt: () => child.kill('SIGINT'),
    /** Resolves when the run has written this to standard error. */
    says: (pattern: RegExp): Promise<void> =>
      new Promise((resolve, reject) => {
        child.stderr.on('data', (chunk: Buffer) => {
          if (pattern.test(chunk.toString())) resolve();
        });
        void ended.then(({ stderr }) => reject(new Error(`The run ended before it said ${pattern}:\n${stderr}`)));
      }),
  };
};
