import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { NodePrograms } from '../harness/node-programs';
import { StubControl } from './stub-control';

/** A stub server in a process of its own, until it is disposed of. */
export interface LoopbackAws extends AsyncDisposable {
  readonly control: StubControl;
}

const Started = z.object({ endpoint: z.url() });

/** @throws Error where the process does not start */
export const startLoopbackAws = async (programs: NodePrograms): Promise<LoopbackAws> => {
  const child = fork(await programs.bundle('loopback/serve'), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const [message] = await Promise.race([once(child, 'message'), exited.then(() => [])]);
  const { data: started } = Started.safeParse(message);
  if (!started) throw new Error('The stub of Kinesis and SQS did not start: see what it wrote to standard error.');
  return {
    control: new StubControl(started.endpoint),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};
