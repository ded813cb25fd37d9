import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteStreamCommand, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { expect, test } from '@jest/globals';
import { startObservedRun } from '../support/local-stack';
import { descendantsOf } from '../support/processes';
import { aSubmissionOf, toBody } from '../support/submissions';

test('a function whose code does not load ends the run, and leaves no process behind', async () => {
  const codeDirectory = await mkdtemp(join(tmpdir(), 'telemetry-mapping-code-'));
  await writeFile(join(codeDirectory, 'index.mjs'), "throw new Error('broken on purpose');");
  await using run = await startObservedRun({
    outlivesFunction: false,
    functionOf: async ({ aws: { code } }) => ({ ...code, codeDirectory }),
  });
  await run.send(toBody(aSubmissionOf(1)));
  const forever = new Promise<never>(() => undefined);
  await expect(run.scope.until(forever)).rejects.toThrow(/does not load: .*broken on purpose/s);
  const left = (await descendantsOf(process.pid)).filter(({ command }) => command.includes(codeDirectory));
  await rm(codeDirectory, { recursive: true });
  expect(left).toEqual([]);
}, 30_000);

test('a stream that others go on writing to is read to where it was when the run ended', async () => {
  await using run = await startObservedRun();
  const { clients, stack } = run.aws;
  const writing = new AbortController();
  const put = async (): Promise<void> => {
    while (!writing.signal.aborted) {
      const Record = { StreamName: stack.streamName, PartitionKey: 'key', Data: Buffer.from('{}') };
      await clients.kinesis.send(new PutRecordCommand(Record));
    }
  };
  const putting = Promise.all([put(), put()]);
  await run.finish();
  writing.abort();
  await putting;
}, 30_000);

test('a run says which part of it failed, and ends', async () => {
  await using run = await startObservedRun();
  const { clients, stack } = run.aws;
  await clients.kinesis.send(new DeleteStreamCommand({ StreamName: stack.streamName }));
  const forever = new Promise<never>(() => undefined);
  await expect(run.scope.until(forever)).rejects.toThrow(/The reader of the stream failed: .*stream events/);
  await expect(run.send(toBody(aSubmissionOf(1)))).rejects.toThrow();
}, 30_000);
