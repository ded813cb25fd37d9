import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { LOCAL_REGION } from '../local-account';
import { endProcessGroup } from '../programs/process-group';
import { probe } from './probe';

const run = promisify(execFile);

/** The emulator, from PyPI. */
export const MINISTACK_PACKAGE = 'ministack==1.5.33';

export interface MiniStack {
  /** A virtual environment with MiniStack in it. */
  readonly virtualEnvironment: string;
  /** Becomes its temporary directory: process ids, logs and the code of functions stay there. */
  readonly directory: string;
  readonly port: number;
  /** Given to MiniStack, and by it to the functions. */
  readonly environment?: Readonly<Record<string, string>>;
}

const STARTUP_LIMIT_MS = 30_000;
const POLL_MS = 100;

/**
 * Starts MiniStack on the loopback address. It outlives this process, until `stopMiniStacks`.
 *
 * @returns its endpoint
 * @throws Error that says what to do; none is left running then
 */
export const startMiniStack = async (miniStack: MiniStack): Promise<string> => {
  const { virtualEnvironment, directory, port } = miniStack;
  await mkdir(directory, { recursive: true });
  // MiniStack runs functions by a CommonJS script that it writes here. Below this project, which is an ES module, Node
  // would take it for one too.
  await writeFile(join(directory, 'package.json'), JSON.stringify({ type: 'commonjs' }));
  const program = join(virtualEnvironment, 'bin', 'ministack');
  await run(program, ['--detach'], { env: environmentOf(miniStack) }).catch((error: unknown) => {
    throw new Error(
      `MiniStack could not be started: ${error instanceof Error ? error.message : error}\nRemove ${virtualEnvironment} to have it installed anew, and try again.`,
    );
  });

  const endpoint = `http://127.0.0.1:${port}`;
  const until = Date.now() + STARTUP_LIMIT_MS;
  while (Date.now() < until) {
    if ((await probe(endpoint)) === 'emulator') return endpoint;
    await setTimeout(POLL_MS);
  }
  const log = await readFile(join(directory, `ministack-${port}.log`), 'utf8').catch(() => '');
  await stopMiniStacks(directory);
  throw new Error(
    `MiniStack did not answer at ${endpoint} within ${STARTUP_LIMIT_MS / 1_000} s. Its log ends with:\n${log.slice(-2_000)}`,
  );
};

/** What the caller has set for AWS is not for the emulator, which hands its environment on to the functions. */
const environmentOf = ({ directory, port, environment }: MiniStack): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
  // It runs functions with the node that it finds, which has to be the one that runs this.
  PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
  TMPDIR: directory,
  BIND_HOST: '127.0.0.1',
  GATEWAY_PORT: String(port),
  MINISTACK_REGION: LOCAL_REGION,
  ...environment,
});

/**
 * Stops those that were started with this directory, and the functions that they run. Only what leads a process group
 * with the id that MiniStack noted there is ended.
 */
export const stopMiniStacks = async (directory: string): Promise<void> => {
  for (const { port, file } of await notedIn(directory)) {
    const pid = Number(await readFile(file, 'utf8'));
    // Where nothing listens, it has ended, and its id may be another program's by now.
    if (await listensOn(port)) await endProcessGroup(pid);
    await rm(file);
  }
};

/** The ports of those that were started with this directory, and still run. */
export const runningMiniStacks = async (directory: string): Promise<readonly number[]> => {
  const ports: number[] = [];
  for (const { port } of await notedIn(directory)) if (await listensOn(port)) ports.push(port);
  return ports;
};

/** Where MiniStack noted that it was started. */
const notedIn = async (directory: string): Promise<readonly { readonly port: number; readonly file: string }[]> => {
  const files = await readdir(directory).catch(() => []);
  return files.flatMap((name) => {
    const port = /^ministack-(\d+)\.pid$/.exec(name)?.[1];
    return port === undefined ? [] : [{ port: Number(port), file: join(directory, name) }];
  });
};

const listensOn = async (port: number): Promise<boolean> => (await probe(`http://127.0.0.1:${port}`)) !== 'nothing';
