import { once } from 'node:events';
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { untilDrained } from '../../local/emulated-aws/queues';
import { localCredentials } from '../../local/local-account';
import { startHttpService } from '../support/http-service';

const never = new AbortController().signal;

test('to be stopped while the queue is asked how full it is is no failure', async () => {
  const asked = new EventTarget();
  await using service = await startHttpService(() => {
    asked.dispatchEvent(new Event('asked'));
    return { status: 200, body: { Attributes: { ApproximateNumberOfMessages: '1' } } };
  });
  const sqs = new SQSClient({ region: 'eu-west-1', credentials: localCredentials, endpoint: service.endpoint });
  const stop = new AbortController();
  const draining = untilDrained(sqs, `${service.endpoint}/000000000000/submissions`, stop.signal, never);
  await once(asked, 'asked');
  stop.abort();
  await expect(draining).resolves.toBeUndefined();
});
