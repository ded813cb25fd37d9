import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

/** An emulator that could not be started. Its message is for the person who started it. */
export class EmulatorError extends Error {
  override readonly name = 'EmulatorError';
}

export interface EmulatorProgram {
  /** Such as `SQS`. */
  readonly service: string;
  /** The JavaScript file that runs it. */
  readonly script: string;
  readonly args: readonly string[];
  /** Files beside this one that are loaded before it. */
  readonly preloads: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** 0 for any free one. */
  readonly port: number;
  /** The option of the local run that chooses the port. */
  readonly portOption: string;
}

const ListenReport = z.union([z.object({ port: z.int() }), z.object({ errorCode: z.string() })]);

const STARTUP_LIMIT_MS = 30_000;

/** An emulated service, as a process of its own on the loopback address. */
export class Emulator {
  readonly #program: EmulatorProgram;
  readonly #process: ChildProcess;
  readonly endpoint: string;

  private constructor(program: EmulatorProgram, process: ChildProcess, port: number) {
    this.#program = program;
    this.#process = process;
    this.endpoint = `http://127.0.0.1:${port}`;
  }

  /** @throws EmulatorError that says what to do */
  static async start(program: EmulatorProgram): Promise<Emulator> {
    const child = fork(program.script, program.args, {
      execArgv: ['listen-on-loopback.ts', ...program.preloads].flatMap((file) => [
        '--import',
        join(import.meta.dirname, file),
      ]),
      env: { ...process.env, ...program.environment, LISTEN_PORT: String(program.port) },
      // A Ctrl-C in the terminal reaches the whole process group: the emulators have to outlive the run's last reads.
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const outcome = await firstReport(child);
    if ('port' in outcome) return new Emulator(program, child, outcome.port);
    child.kill('SIGKILL');
    throw new EmulatorError(explain(program, outcome.errorCode));
  }

  /**
   * Resolves when the signal is aborted.
   *
   * @throws EmulatorError where the emulator ends before
   */
  async watch(signal: AbortSignal): Promise<void> {
    if (this.#running) await once(this.#process, 'exit', { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const { exitCode, signalCode } = this.#process;
    throw new EmulatorError(
      `The ${this.#program.service} emulator ended (${signalCode ?? `exit status ${exitCode}`}) while it was needed. What it held is gone: start anew.`,
    );
  }

  get #running(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exited;
  }
}

const firstReport = async (child: ChildProcess): Promise<z.infer<typeof ListenReport>> => {
  const settled = new AbortController();
  const signal = AbortSignal.any([settled.signal, AbortSignal.timeout(STARTUP_LIMIT_MS)]);
  try {
    const [message]: unknown[] = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code]) => [{ errorCode: `exit status ${code}` }]),
    ]);
    return ListenReport.parse(message);
  } catch {
    return { errorCode: `no answer within ${STARTUP_LIMIT_MS / 1_000} s` };
  } finally {
    settled.abort();
  }
};

const explain = ({ service, port, portOption }: EmulatorProgram, errorCode: string): string => {
  if (errorCode === 'EADDRINUSE') {
    return `Port ${port} is taken, so the ${service} emulator cannot listen on it. Stop the program that has it, or choose another port with ${portOption} PORT.`;
  }
  if (errorCode === 'EACCES') {
    return `Port ${port} is reserved for the system, so the ${service} emulator cannot listen on it. Choose one above 1023 with ${portOption} PORT.`;
  }
  return `The ${service} emulator did not start (${errorCode}). Run npm ci again; Node is ${process.version} here and has to be 24.`;
};

/** @throws EmulatorError where something listens on the program's port, or nothing may */
export const checkPort = async (program: EmulatorProgram): Promise<void> => {
  const server = createServer();
  try {
    server.listen(program.port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new EmulatorError(explain(program, code));
  } finally {
    server.close();
  }
};
