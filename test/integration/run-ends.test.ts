import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  test('ends in a sentence, and leaves nothing behind, when it is interrupted while it synthesizes', async () => {
    const run = startLocalRun(['--json', ...freePorts]);
    await run.says(/Synthesizing/);
    const started = await descendantsOf(run.pid);
    run.interrupt();
    const { status, stdout, stderr } = await run.ended;
    expect(stderr).toMatch(/Interrupted before anything was sent\./);
    expect(stderr).not.toMatch(/Error|at .*\.ts:/);
    expect(stdout).toBe('');
    expect(status).toBe(130);
    expect(await stillRunning(started)).toEqual([]);
  }, 60_000);

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
  }, 60_000);

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
  }, 90_000);

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
        MessageAttributes: { resume_from: { DataType: 'Number', StringValue: '3' } },
      }),
    );
    await run.says(/received 1 /);
    run.interrupt();
    const { status, stdout } = await run.ended;
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'wrong', faults: { ...noFaults, lost: 1 } });
    expect(status).toBe(3);
  }, 60_000);
});
