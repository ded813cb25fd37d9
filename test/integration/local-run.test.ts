import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutRecordCommand } from '@aws-sdk/client-kinesis';
import { describe, expect, test } from '@jest/globals';
import { createClients } from '../../local/emulated-aws/stack/clients';
import { readCapturedBodies } from '../../local/fleet/captured-bodies';
import { findFreePort } from '../support/free-port';
import { noFaults } from '../support/judge';
import { startLocalRun } from '../support/local-run';
import { descendantsOf, stillRunning } from '../support/processes';
import { aSubmission, aSubmissionOf, toBody } from '../support/submissions';

const freePorts = ['--sqs-port', '0', '--kinesis-port', '0'];

describe('npm start', () => {
  test('--input sends a file, waits until the queue is drained, and accounts for every line', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'telemetry-mapping-test-'));
    try {
      const file = join(directory, 'bodies.b64');
      await writeFile(file, `${(await readCapturedBodies()).slice(0, 200).join('\n')}\n\nbroken\n`);
      const { status, stdout } = await startLocalRun(['--input', file, '--json', ...freePorts]).ended;
      const summary = JSON.parse(stdout);
      expect(summary).toMatchObject({ outcome: 'right', sent: 201, submissions: 201, unsent: 0, duplicates: 0 });
      expect(summary.published + summary.rejected).toBe(201);
      expect(summary.rejected).toBeGreaterThan(1);
      expect(status).toBe(0);
    } finally {
      await rm(directory, { recursive: true });
    }
  }, 120_000);

  test('--input - reads standard input, and a body that the queue does not take is no success', async () => {
    const tooLarge = 'x'.repeat(1_048_577);
    const run = startLocalRun(['--input', '-', '--json', ...freePorts], `${toBody(aSubmissionOf(3))}\n${tooLarge}\n`);
    const { status, stdout, stderr } = await run.ended;
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'incomplete', sent: 1, published: 1, unsent: 1 });
    expect(stderr).toContain('Not sent: line 2 of standard input');
    expect(status).toBe(2);
  }, 120_000);

  test.each(['flat', 'ocsf'])(
    '--format %s has the stream hold that format',
    async (format) => {
      const run = startLocalRun(['--input', '-', '--format', format, '--json', ...freePorts], toBody(aSubmission()));
      const { status, stdout, stderr } = await run.ended;
      expect(stderr).toContain(`schemas/${format}-event.schema.json`);
      expect(JSON.parse(stdout)).toMatchObject({ outcome: 'right', published: 1, events: 3 });
      expect(status).toBe(0);
    },
    120_000,
  );

  test('runs a fleet until it is interrupted, finishes what is in flight, and exits with 0', async () => {
    const run = startLocalRun(['--fleet', '20', '--interval', '0.2', '--json', ...freePorts]);
    await run.says(/published [1-9]/);
    run.interrupt();
    const { status, stdout } = await run.ended;
    const summary = JSON.parse(stdout);
    expect(summary).toMatchObject({ outcome: 'right', faults: noFaults });
    expect(summary.published).toBeGreaterThan(0);
    expect(status).toBe(0);
  }, 120_000);

  test.each([
    ['fauxqs', 'SQS'],
    ['kinesalite', 'Kinesis'],
  ])(
    'ends, names it and leaves nothing behind when %s dies',
    async (program, service) => {
      const run = startLocalRun(['--fleet', '20', '--interval', '0.2', '--json', ...freePorts]);
      await run.says(/published [1-9]/);
      const started = await descendantsOf(run.pid);
      const emulator = started.find(({ command }) => command.includes(program));
      expect(started.length).toBeGreaterThan(2);
      process.kill(emulator?.pid ?? 0, 'SIGKILL');
      const { status, stdout, stderr } = await run.ended;
      const summary = JSON.parse(stdout);
      expect(summary).toMatchObject({ outcome: 'incomplete', faults: noFaults });
      expect(summary.published).toBeGreaterThan(0);
      expect(summary.failure).toMatch(
        new RegExp(`The ${service} emulator ended \\(SIGKILL\\) while it was needed\\. .*start anew`),
      );
      expect(stderr).not.toMatch(/ECONNREFUSED|ZodError|at .*\.ts:/);
      expect(status).toBe(1);
      expect(await stillRunning(started)).toEqual([]);
    },
    120_000,
  );

  test('counts records of others, and goes on', async () => {
    const port = await findFreePort();
    const run = startLocalRun(['--fleet', '5', '--json', '--sqs-port', '0', '--kinesis-port', String(port)]);
    await run.says(/published [1-9]/);
    const endpoint = `http://127.0.0.1:${port}`;
    const { kinesis } = createClients({ sqs: endpoint, kinesis: endpoint });
    await kinesis.send(new PutRecordCommand({ StreamName: 'events', PartitionKey: 'x', Data: Buffer.from('{"a":1}') }));
    await run.says(/published [1-9]/);
    run.interrupt();
    const { status, stdout } = await run.ended;
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'wrong', faults: { ...noFaults, foreign: 1 } });
    expect(status).toBe(3);
  }, 120_000);

  test('says which port is taken, and how to choose another', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = String(address !== null && typeof address === 'object' ? address.port : 0);
    const { status, stderr } = await startLocalRun(['--sqs-port', '0', '--kinesis-port', port, '--json']).ended;
    server.close();
    expect(stderr).toContain(`Port ${port} is taken`);
    expect(stderr).toContain('--kinesis-port');
    expect(status).toBe(1);
  }, 120_000);

  test.each([
    [['--input', 'missing.b64'], /missing\.b64 cannot be read/],
    [['--fleet', 'many'], /Give a whole number from 1 to 10000/],
    [['--interval', '0'], /Give a number of seconds/],
    [['--input', 'a', '--fleet', '3'], /cannot be used with/],
    [['--format', 'xml'], /Allowed choices are nested, flat, ocsf/],
    [['--unknown'], /unknown option/],
  ])('refuses %j with a sentence', async (args, message) => {
    const { status, stderr } = await startLocalRun(args).ended;
    expect(stderr).toMatch(message);
    expect(status).toBe(1);
  });
});
