import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A hold of this process to a share of a processor. */
export interface ProcessorShare {
  /** The bundle of bench/programs/processor/hold-to-share.ts. */
  readonly program: string;
  /** From 0 to 1. */
  readonly share: number;
}

/** Has this process no more than a share of a processor, until it is disposed of. */
export const holdToShare = async ({ program, share }: ProcessorShare): Promise<AsyncDisposable> => {
  const holder = fork(program, [String(process.pid), String(share)], { execArgv: [] });
  const exited = once(holder, 'exit');
  await once(holder, 'message');
  return {
    [Symbol.asyncDispose]: async () => {
      holder.kill('SIGTERM');
      await exited;
    },
  };
};
