import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { SqsSender } from '../../lambda/adapters/sqs-sender';
import { startHttpService } from '../support/http-service';

test('a message that is sent once more is sent once more, not taken for the one before', async () => {
  await using service = await startHttpService(() => ({ status: 200, body: { Successful: [{ Id: '0' }] } }));
  const sender = new SqsSender({
    client: new SQSClient({
      endpoint: service.endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
      md5: false,
    }),
    queueUrl: `${service.endpoint}/000000000000/submissions`,
    abortSignal: new AbortController().signal,
    random: () => 0,
    repeatable: false,
  });
  const message = { body: 'the body', attributes: {} };
  await sender.send(message);
  await sender.send(message);
  expect(service.requests).toHaveLength(2);
});
