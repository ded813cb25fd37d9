import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import { createClients } from '../../local/emulated-aws/stack/clients';
import { findFreePort } from '../support/free-port';
import { noFaults } from '../support/judge';
import { startLocalRun } from '../support/local-run';
import { descendantsOf, stillRunning } from '../support/processes';
import { aSubmission, toBody } from '../support/submissions';

const freePorts = ['--sqs-port', '0', '--kinesis-port', '0'];

describe('npm start', () => {
  test.each([/Synthesizing/, /Starting the SQS/])(
    'ends in a sentence, and leaves nothing behind, when it is interrupted at %s',
    async (phase) => {
      const run = startLocalRun(['--json', ...freePorts]);
      await run.says(phase);
      const started = await descendantsOf(run.pid);
      run.interrupt();
      const { status, stdout, stderr } = await run.ended;
      expect(stderr).toMatch(/Interrupted before anything was sent\./);
      expect(stderr).not.toMatch(/Error|at .*\.ts:/);
      expect(stdout).toBe('');
      expect(status).toBe(130);
      expect(await stillRunning(started)).toEqual([]);
    },
    60_000,
  );

  test('refuses a pipe that has a name, since a read that waits on it could not be ended', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'telemetry-mapping-test-'));
    const pipe = join(directory, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    const { status, stderr } = await startLocalRun(['--input', pipe, ...freePorts]).ended;
    await rm(directory, { recursive: true });
    expect(stderr).toMatch(/is a pipe or a device\. Hand it over standard input: npm start -- --input - </);
    expect(status).toBe(1);
  }, 120_000);

  test('ends and names it when the process of the function dies', async () => {
    const run = startLocalRun(['--fleet', '20', '--interval', '0.2', '--json', ...freePorts]);
    await run.says(/published [1-9]/);
    const started = await descendantsOf(run.pid);
    for (const { pid, command } of started) if (command.includes('bootstrap.ts')) process.kill(pid, 'SIGKILL');
    const { status, stdout } = await run.ended;
    const summary = JSON.parse(stdout);
    expect(summary.failure).toMatch(/The process of the function ended \(SIGKILL\)/);
    expect(summary).toMatchObject({ outcome: 'incomplete', faults: noFaults });
    expect(status).toBe(1);
    expect(await stillRunning(started)).toEqual([]);
  }, 120_000);

  test('says incomplete, and how many are left, when it is interrupted before all of its input is done', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) =>
      toBody(aSubmission({ time_created: `2026-11-22T14:09:37.${index}` })),
    );
    const directory = await mkdtemp(join(tmpdir(), 'telemetry-mapping-test-'));
    const file = join(directory, 'bodies.b64');
    await writeFile(file, lines.join('\n'));
    const run = startLocalRun(['--input', file, '--json', ...freePorts]);
    await run.says(/published [1-9]/);
    run.interrupt();
    const { status, stdout } = await run.ended;
    const summary = JSON.parse(stdout);
    expect(summary).toMatchObject({ outcome: 'incomplete', faults: noFaults });
    expect(summary.left.submissionQueue).toBeGreaterThan(0);
    expect(summary.published + summary.left.submissionQueue).toBe(summary.submissions);
    expect(status).toBe(2);
    await rm(directory, { recursive: true });
  }, 180_000);

  test('says wrong where a sensor hides its events behind an attribute of continuations', async () => {
    const port = await findFreePort();
    const run = startLocalRun(['--no-fleet', '--json', '--sqs-port', String(port), '--kinesis-port', '0']);
    await run.says(/Region/);
    const endpoint = `http://127.0.0.1:${port}`;
    const { sqs } = createClients({ sqs: endpoint, kinesis: endpoint });
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: `${endpoint}/000000000000/submissions`,
        MessageBody: toBody(aSubmission()),
        MessageAttributes: {
          resume_from: { DataType: 'Number', StringValue: '3' },
          continued_into: { DataType: 'String', StringValue: 'events/submission_id' },
        },
      }),
    );
    await run.says(/received 1 /);
    run.interrupt();
    const { status, stdout } = await run.ended;
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'wrong', faults: { ...noFaults, lost: 1 } });
    expect(status).toBe(3);
  }, 120_000);
});
