import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

const run = async (command: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Ended> => {
  const { AWS_ENDPOINT_URL: _, ...environment } = process.env;
  const child = spawn(command, args, {
    cwd: project,
    env: { ...environment, TMPDIR: join(directory, 'tmp'), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { status: child.exitCode, stdout, stderr };
};

/** As npm runs it. */
const deployLocal = (port: number, variables: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  run(process.execPath, ['--import', 'tsx', join('bin', 'run.ts'), 'deploy:local', '--port', String(port)], variables);

test('npm run deploy:local deploys what works, cdklocal deploys on as documented, and npm run destroy:local leaves nothing', async () => {
  const port = await findFreePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const deployed = await run('npm', ['run', 'deploy:local', '--', '--port', String(port)]);
  expect(deployed).toMatchObject({ status: 0, stdout: expect.stringContaining('Starting MiniStack') });
  expect(deployed.stdout).toMatch(/SubmissionQueueUrl +http.*submissions\n/);
  expect(deployed.stdout).toMatch(/EventStreamName +events\n/);

  const [sample = ''] = await readShellBlocks('Send a sample and read it back');
  const [send = '', ...read] = sample.split('\n');
  await runInShell(endpoint, send);
  await waitFor('the sample in the stream', async () =>
    (await runInShell(endpoint, read.join('\n'))).includes('"cmdl":"whoami"'),
  );

  const again = await run('npm', ['run', 'deploy:local', '--', '--port', String(port)]);
  expect(again).toMatchObject({ status: 0, stdout: expect.not.stringContaining('Starting MiniStack') });

  const [, , cdklocal = ''] = await readShellBlocks('In an emulator');
  const deploysOn = await run('bash', ['-ec', `${cdklocal.replaceAll('4566', String(port))} -c batchSize=20`]);
  expect(deploysOn).toMatchObject({ status: 0 });
  const mappings = 'aws lambda list-event-source-mappings --query EventSourceMappings[].BatchSize --output text';
  expect((await runInShell(endpoint, mappings)).trim()).toBe('20');

  expect(await run('npm', ['run', 'destroy:local', '--', '--port', String(port)])).toMatchObject({ status: 0 });
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
});
