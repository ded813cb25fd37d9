import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { endProcessGroup } from './process-group';

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the program, and all that it started. */
  readonly signal?: AbortSignal | undefined;
}

/** How a program ended, and what it said. */
export interface EndedProgram {
  /** None where a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program until it ends.
 *
 * @throws Error where it cannot be run; the signal's reason when all of it has ended
 */
export const runProgram = async (
  command: string,
  args: readonly string[],
  { signal, ...options }: ProgramOptions = {},
): Promise<EndedProgram> => {
  signal?.throwIfAborted();
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    // With a signal, it leads a group, which can be ended as a whole. A Ctrl-C in the terminal is for the caller then.
    detached: signal !== undefined,
  });
  const ended = Promise.withResolvers<void>();
  const end = (): void => ended.resolve(child.pid === undefined ? undefined : endProcessGroup(child.pid));
  signal?.addEventListener('abort', end, { once: true });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  signal?.removeEventListener('abort', end);
  if (signal?.aborted) {
    await ended.promise;
    throw signal.reason;
  }
  return { status: child.exitCode, stdout, stderr };
};
