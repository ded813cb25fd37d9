import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Invocation } from './bootstrap';

/** An invocation that did not end with an answer of the handler: it threw, timed out or its process died. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
}

/** The process of a function ended by itself: it crashed, or somebody killed it. */
export class FunctionProcessError extends FunctionError {}

/** A function, ready to run. */
export interface FunctionCode {
  /** Holds the bundle that `cdk synth` produced. */
  readonly codeDirectory: string;
  /** Such as `index.handler`. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

const Answer = z.union([z.object({ result: z.unknown() }), z.object({ error: z.string() })]);

/** What a bundle takes to load on a busy machine, many times over. */
const LOADING_LIMIT_MS = 30_000;

/** A process that runs the function, for one invocation at a time. */
export class ExecutionEnvironment {
  readonly #process: ChildProcess;
  readonly #timeoutMs: number;

  private constructor(process: ChildProcess, timeoutMs: number) {
    this.#process = process;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * @param onLogLine takes each line that the function writes
   * @param signal ends the process at once
   * @throws FunctionError if the function's code does not load
   */
  static async start(
    code: FunctionCode,
    onLogLine: (line: string) => void,
    signal: AbortSignal,
  ): Promise<ExecutionEnvironment> {
    signal.throwIfAborted();
    const child = fork(join(import.meta.dirname, 'bootstrap.ts'), [code.codeDirectory, code.handler], {
      execArgv: [],
      env: { PATH: process.env['PATH'], ...code.environment },
      // A Ctrl-C in the terminal reaches the whole process group: what is in flight has to be finished.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const output of [child.stdout, child.stderr]) {
      if (output) createInterface({ input: output }).on('line', onLogLine);
    }
    const environment = new ExecutionEnvironment(child, code.timeoutMs);
    const kill = (): void => void environment.kill();
    signal.addEventListener('abort', kill);
    child.once('exit', () => signal.removeEventListener('abort', kill));
    try {
      await environment.#answer(LOADING_LIMIT_MS);
    } catch (error) {
      await environment.kill();
      // What does not load now will not load later either.
      throw new FunctionProcessError(
        `The code of the function does not load: ${error instanceof Error ? error.message : error}`,
      );
    }
    return environment;
  }

  get alive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null && this.#process.connected;
  }

  /** How the process ended, where it is no longer alive. */
  get ending(): FunctionProcessError {
    const { exitCode, signalCode } = this.#process;
    return new FunctionProcessError(`The process of the function ended (${signalCode ?? `exit status ${exitCode}`}).`);
  }

  /**
   * @returns what the handler returned
   * @throws FunctionError; after a time-out the process is dead, as on Lambda
   */
  async invoke(event: unknown): Promise<unknown> {
    const invocation: Invocation = { requestId: randomUUID(), event, deadline: Date.now() + this.#timeoutMs };
    const answer = this.#answer(this.#timeoutMs);
    // Where the process is gone already, its exit is the answer.
    this.#process.send(invocation, () => undefined);
    return answer;
  }

  /** Ends the process at once, whatever it does. */
  async kill(): Promise<void> {
    if (!this.alive) return;
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exited;
  }

  async #answer(timeoutMs: number): Promise<unknown> {
    const settled = new AbortController();
    const { signal } = settled;
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      void this.kill();
    }, timeoutMs);
    const exited = once(this.#process, 'exit', { signal }).then(() => {
      throw timedOut ? new FunctionError(`The function gave no answer within ${timeoutMs} ms.`) : this.ending;
    });
    try {
      const message = await Promise.race([
        once(this.#process, 'message', { signal }).then(([answer]) => Answer.parse(answer)),
        exited,
      ]);
      if ('error' in message) throw new FunctionError(message.error);
      return message.result;
    } finally {
      clearTimeout(timer);
      settled.abort();
    }
  }
}
