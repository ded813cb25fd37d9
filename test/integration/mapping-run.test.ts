import { DeleteStreamCommand } from '@aws-sdk/client-kinesis';
import { expect, test } from '@jest/globals';
import { startObservedRun } from '../support/local-stack';
import { aSubmissionOf, toBody } from '../support/submissions';

test('a run says which part of it failed, and ends', async () => {
  await using run = await startObservedRun();
  const { clients, stack } = run.aws;
  await clients.kinesis.send(new DeleteStreamCommand({ StreamName: stack.streamName }));
  const forever = new Promise<never>(() => undefined);
  await expect(run.scope.until(forever)).rejects.toThrow(/The reader of the stream failed: .*stream events/);
  await expect(run.send(toBody(aSubmissionOf(1)))).rejects.toThrow();
}, 30_000);
