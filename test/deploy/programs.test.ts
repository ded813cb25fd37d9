import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeRest } from '../../local/deploy/describe-leftovers';
import { probe } from '../../local/ministack/probe';
import { findFreePort } from '../support/free-port';
import { copyProject } from '../support/project-copy';
import { waitFor } from './deployed-stack';
import { type GuardedDirectory, makeGuardedDirectory } from './guarded-directory';
import { installPythonTools } from './python-tools';
import { readShellBlocks } from './read-shell-blocks';
import { runInShell } from './shell';

let guarded: GuardedDirectory;
let directory: string;
/** A copy of the project, whose `.ministack` is the test's own. */
let project: string;

beforeAll(async () => {
  await installPythonTools();
  guarded = await makeGuardedDirectory(join('project', '.ministack', 'tmp'));
  directory = guarded.path;
  project = join(directory, 'project');
  await copyProject(project);
  await mkdir(join(directory, 'tmp'));
}, 180_000);
afterAll(async () => {
  await guarded?.[Symbol.asyncDispose]();
}, 30_000);

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has said so far, on standard output. */
  readonly said: () => string;
}

const start = (command: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Running => {
  const { AWS_ENDPOINT_URL: _, ...environment } = process.env;
  const child = spawn(command, args, {
    cwd: project,
    env: { ...environment, TMPDIR: join(directory, 'tmp'), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  const ended = Promise.all([text(child.stderr), once(child, 'close')]).then(([stderr]) => ({
    status: child.exitCode,
    stdout: said,
    stderr,
  }));
  return { child, ended, said: () => said };
};

const run = (command: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  start(command, args, variables).ended;

/** As npm runs it. */
const commandLine = (...args: readonly string[]): readonly string[] => [
  ...['--import', 'tsx', join('bin', 'run.ts')],
  ...args,
];

const deployLocal = (port: number, variables: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  run(process.execPath, commandLine('deploy:local', '--port', String(port)), variables);

test('npm run deploy:local deploys what works, cdklocal deploys on as documented, and npm run destroy:local leaves nothing', async () => {
  const port = await findFreePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const deployed = await run('npm', ['run', 'deploy:local', '--', '--port', String(port)]);
  expect(deployed).toMatchObject({ status: 0, stdout: expect.stringContaining('Starting MiniStack') });
  expect(deployed.stdout).toMatch(/SubmissionQueueUrl +http.*submissions\n/);
  expect(deployed.stdout).toMatch(/EventStreamName +events\n/);
  expect(deployed.stdout).not.toContain('console.aws.amazon.com');

  const [sample = ''] = await readShellBlocks('Send a sample and read it back');
  const [send = '', ...read] = sample.split('\n');
  await runInShell(endpoint, send);
  await waitFor('the sample in the stream', async () =>
    (await runInShell(endpoint, read.join('\n'))).includes('"cmdl":"whoami"'),
  );

  const mappings =
    'aws lambda list-event-source-mappings --query EventSourceMappings[].[BatchSize,ScalingConfig.MaximumConcurrency] --output text';
  const chosen = ['-c', 'batchSize=30', '--context', 'maximumConcurrency=7'];
  const again = await run('npm', ['run', 'deploy:local', '--', '--port', String(port), ...chosen]);
  expect(again).toMatchObject({ status: 0, stdout: expect.not.stringContaining('Starting MiniStack') });
  expect((await runInShell(endpoint, mappings)).trim()).toMatch(/^30\s+7$/);

  const [, , cdklocal = ''] = await readShellBlocks('In an emulator');
  const deploysOn = await run('bash', ['-ec', `${cdklocal.replaceAll('4566', String(port))} -c batchSize=20`]);
  expect(deploysOn).toMatchObject({ status: 0 });
  expect((await runInShell(endpoint, mappings)).trim()).toMatch(/^20\b/);

  const destroyed = await run('npm', ['run', 'destroy:local', '--', '--port', String(port)]);
  expect(destroyed).toMatchObject({ status: 0, stdout: expect.stringMatching(/\nNothing is left\.\n$/) });
  expect(await probe(endpoint)).toBe('nothing');
  await expect(access(join(project, '.ministack'))).rejects.toThrow('ENOENT');
  expect((await readdir(join(directory, 'tmp'))).filter((name) => /ministack|cdk/.test(name))).toEqual([]);
}, 240_000);

describe('what cannot be done is said in a sentence that says what to do', () => {
  test('a port that another program has', async () => {
    const port = await findFreePort();
    const server = createServer((_, response) => response.writeHead(404).end()).listen(port, '127.0.0.1');
    await once(server, 'listening');
    const { status, stderr } = await deployLocal(port);
    server.close();
    expect(stderr).toMatch(new RegExp(`Port ${port} is taken by .*choose another port with --port PORT`));
    expect(status).toBe(1);
  });

  test('AWS_ENDPOINT_URL where nothing answers', async () => {
    const port = await findFreePort();
    const AWS_ENDPOINT_URL = `http://127.0.0.1:${port}`;
    const { status, stderr } = await deployLocal(port, { AWS_ENDPOINT_URL });
    expect(stderr).toMatch(/Nothing answers at .* where AWS_ENDPOINT_URL points\. Start the emulator there, or unset/);
    expect(status).toBe(1);
  });

  test('a deploy that the service at AWS_ENDPOINT_URL refuses', async () => {
    const server = createServer((_, response) => response.writeHead(403).end('no')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const AWS_ENDPOINT_URL = `http://127.0.0.1:${port}`;
    const { status, stderr } = await deployLocal(port, { AWS_ENDPOINT_URL });
    server.closeAllConnections();
    server.close();
    expect(stderr).toMatch(/cdk bootstrap failed:.*run npm run deploy:local again/s);
    expect(status).toBe(1);
  }, 60_000);

  test('no Python', async () => {
    const { status, stderr } = await deployLocal(await findFreePort(), {
      PATH: dirname(process.execPath),
    });
    expect(stderr).toMatch(/There is no python3 on the PATH.*Install Python 3\.10 or newer/);
    expect(status).toBe(1);
  });

  test.each([
    // What Python reads when it starts makes it look older, or poorer.
    [
      'too old',
      'sitecustomize.py',
      'import sys; sys.version_info = (3, 9)',
      /older than 3\.10.*Install a newer Python/,
    ],
    ['without venv', 'venv.py', "raise ModuleNotFoundError('No module named venv')", /package python3-venv/],
  ])('a Python that is %s', async (_, file, code, message) => {
    const PYTHONPATH = await mkdtemp(join(directory, 'python-'));
    await writeFile(join(PYTHONPATH, file), code);
    const { status, stderr } = await deployLocal(await findFreePort(), { PYTHONPATH });
    expect(stderr).toMatch(message);
    expect(status).toBe(1);
  });

  test.each([
    ['stage=prod', /deploys the stage local\. Leave -c stage=\.\.\. out, or .*npx cdk deploy -c stage=NAME/],
    ['batchSize', /Give a setting and its value, such as batchSize=50/],
  ])('-c %s', async (context, message) => {
    const { status, stdout, stderr } = await run(process.execPath, commandLine('deploy:local', '-c', context));
    expect(stderr).toMatch(message);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });
});

/** The processes of a group, by its leader's id. */
const membersOf = async (group: number): Promise<readonly string[]> => {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pgid=,args=']);
  return stdout.split('\n').filter((line) => line.trim().startsWith(`${group} `));
};

/** What leads a group of its own among the children of a process. */
const groupsStartedBy = async (parent: number | undefined): Promise<readonly number[]> => {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,pgid=']);
  const processes = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return processes.flatMap(([pid, ppid, pgid]) => (pid !== undefined && ppid === parent && pgid === pid ? [pid] : []));
};

describe('an interruption', () => {
  const interrupt = async (
    command: string,
    port: number,
    step: string,
    signal: NodeJS.Signals,
    variables: NodeJS.ProcessEnv = {},
  ) => {
    const { child, ended, said } = start(process.execPath, commandLine(command, '--port', String(port)), variables);
    await waitFor(step, async () => said().includes(step) || child.exitCode !== null);
    let groups: readonly number[] = [];
    // MiniStack is to run on, and cdk bootstrap starts nothing.
    const programs = step.startsWith('Starting') ? 0 : step.startsWith('Bootstrapping') ? 1 : 2;
    if (programs > 0) {
      await waitFor('the programs of the step', async () => {
        groups = await groupsStartedBy(child.pid);
        return (await Promise.all(groups.map(membersOf))).flat().length >= programs;
      });
    }
    child.kill(signal);
    const interruptedAt = Date.now();
    const { status, stderr } = await ended;
    const left = (await Promise.all(groups.map(membersOf))).flat();
    return { status, stderr, left, seconds: (Date.now() - interruptedAt) / 1_000 };
  };

  test('ends what was started within seconds, at any moment, and says what runs on and how to remove it', async () => {
    const port = await findFreePort();
    const interrupted = { status: 130, left: [] };
    const miniStack = `Interrupted. MiniStack runs on, on port ${port}, with what is deployed in it. To remove it: npm run destroy:local -- --port ${port}\n`;

    const results = [
      await interrupt('deploy:local', port, 'Preparing ministack', 'SIGTERM'),
      await interrupt('deploy:local', port, 'Starting MiniStack', 'SIGINT'),
      await interrupt('deploy:local', port, 'Deploying the stack', 'SIGINT'),
      await interrupt('destroy:local', port, 'Destroying the stack', 'SIGTERM'),
    ];
    expect(results).toEqual([
      expect.objectContaining({ ...interrupted, stderr: expect.stringMatching(/^Interrupted\. Nothing runs on\./) }),
      expect.objectContaining({ ...interrupted, stderr: miniStack }),
      expect.objectContaining({ ...interrupted, stderr: miniStack }),
      expect.objectContaining({ ...interrupted, stderr: miniStack }),
    ]);
    for (const { seconds } of results) expect(seconds).toBeLessThan(10);

    const destroyed = await run(process.execPath, commandLine('destroy:local', '--port', String(port)));
    expect(destroyed).toMatchObject({ status: 0, stdout: expect.stringMatching(/\nNothing is left\.\n$/) });
    expect(await probe(`http://127.0.0.1:${port}`)).toBe('nothing');
  }, 180_000);

  test('leaves an emulator that was there before, and says so, even where it answers nothing any more', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/_localstack/health') response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const endpoint = `http://127.0.0.1:${port}`;
    const runsOn = `The emulator at ${endpoint} runs on, with what`;

    const byPort = await interrupt('deploy:local', port, 'Bootstrapping', 'SIGINT');
    const byUrl = await interrupt('deploy:local', 1, 'Bootstrapping', 'SIGINT', { AWS_ENDPOINT_URL: endpoint });
    const rest = await describeRest({ port, endpointUrl: undefined });
    server.closeAllConnections();
    server.close();

    expect(byPort).toMatchObject({ status: 130, left: [] });
    expect(byPort.stderr).toContain(
      `${runsOn} is deployed in it. To remove that: npm run destroy:local -- --port ${port}`,
    );
    expect(byUrl).toMatchObject({ status: 130, left: [] });
    expect(byUrl.stderr).toContain(
      `${runsOn} is deployed in it. To remove that: npm run destroy:local, with AWS_ENDPOI`,
    );
    expect(rest).toContain(`${runsOn} cdk bootstrap made in it`);
  }, 60_000);
});
