import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { PROJECT } from '../../local/project';
import { noFaults } from '../support/judge';
import { startLocalRun } from '../support/local-run';
import { ownPorts } from '../support/own-ports';
import { aSubmission, toBody } from '../support/submissions';

test('lines that cannot be sent are named, the others are processed, and the run is incomplete', async () => {
  await using ports = await ownPorts();
  const lines = [toBody(aSubmission()), 'a\0b', '', 'x'.repeat(1_048_577), 'broken', toBody(aSubmission())];
  const run = startLocalRun(['--input', '-', '--json', ...ports.args], lines.join('\n'));
  const { status, stdout, stderr } = await run.ended;
  expect(stderr).toContain('line 2 of standard input holds U+0000');
  expect(stderr).toContain('line 4 of standard input is larger than 1 MiB');
  expect(JSON.parse(stdout)).toMatchObject({
    outcome: 'incomplete',
    sent: 3,
    published: 2,
    rejected: 1,
    unsent: 2,
    faults: noFaults,
  });
  expect(status).toBe(2);
  // What the run says at its start: where clients of one's own find it.
  expect(stderr).toMatch(/^Queue +http:\S+\/submissions$/m);
  expect(stderr).toMatch(/^Diagnostic +http:\S+Diagnostics\S+$/m);
  expect(stderr).toMatch(/^Dead-letter +http:\S+DeadLetter\S+$/m);
}, 60_000);

test('a run that waits for a line of a pipe ends when it is interrupted, and says that it read no further', async () => {
  await using ports = await ownPorts();
  const args = ['--import', 'tsx', join('bin', 'run.ts'), 'start', '--input', '-', '--json', ...ports.args];
  const child = spawn(process.execPath, args, { cwd: PROJECT, stdio: ['pipe', 'pipe', 'pipe'] });
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const published = new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      if (chunk.includes('published 1')) resolve();
    });
  });
  child.stdin.write(`${toBody(aSubmission())}\n`);
  await published;
  child.kill('SIGINT');
  const [status] = await once(child, 'close');
  const [stdout, stderr] = await output;
  expect(stderr).toContain('what follows line 1 of standard input was not read any more');
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'incomplete', sent: 1, published: 1, unsent: 1 });
  expect(status).toBe(2);
}, 60_000);
