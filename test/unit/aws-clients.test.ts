import { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createKinesisClient, createSqsClient } from '../../lambda/adapters/aws-clients';
import { SqsSender } from '../../lambda/adapters/sqs-sender';
import { SqsSubmissionQueue } from '../../lambda/adapters/sqs-submission-queue';
import { localCredentials } from '../../local/local-account';
import { type HttpService, type ServiceAnswer, startHttpService } from '../support/http-service';
import { aMessage } from '../support/messages';

const before = { ...process.env };

beforeAll(() => {
  process.env['AWS_REGION'] = 'eu-west-1';
  process.env['AWS_ACCESS_KEY_ID'] = localCredentials.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = localCredentials.secretAccessKey;
});

afterAll(() => {
  process.env = before;
});

const put = async (answer: ServiceAnswer) => {
  await using service = await startHttpService(() => answer);
  process.env['AWS_ENDPOINT_URL_KINESIS'] = service.endpoint;
  const records = [{ PartitionKey: 'key', Data: Buffer.from('0') }];
  const command = new PutRecordsCommand({ StreamName: 'events', Records: records });
  const [settled] = await Promise.allSettled([createKinesisClient().send(command)]);
  return { status: settled.status, calls: service.requests.length };
};

describe('a call to Kinesis', () => {
  test('reaches an endpoint that speaks HTTP/1.1 only', async () => {
    expect(await put({ status: 200, body: { Records: [] } })).toEqual({ status: 'fulfilled', calls: 1 });
  });

  test.each([
    ['fails', { status: 500, body: { __type: 'InternalFailure' } }],
    ['is throttled', { status: 400, body: { __type: 'ProvisionedThroughputExceededException' } }],
    ['breaks', 'reset'],
  ] as const)('that %s is not made again, which would repeat the records that it had put', async (_, answer) => {
    expect(await put(answer)).toEqual({ status: 'rejected', calls: 1 });
  });
});

test('Kinesis is called without the middleware that copies everything for a log, since there is none', () => {
  expect(createKinesisClient().middlewareStack.identify()).not.toContainEqual(expect.stringContaining('logger'));
});

describe('a call to SQS', () => {
  /** As emulators name queues: nothing resolves this host. */
  const queueUrl = 'http://sqs.invalid/000000000000/submissions';

  const delay = (service: HttpService) => {
    process.env['AWS_ENDPOINT_URL_SQS'] = service.endpoint;
    const client = createSqsClient();
    const abortSignal = new AbortController().signal;
    const props = { client, queueUrl, abortSignal, random: () => 0 };
    const sender = new SqsSender({ ...props, repeatable: false });
    const queue = new SqsSubmissionQueue({ ...props, sender, destination: 'events/submission_id' });
    return queue.delayRetries([{ message: aMessage(), seconds: 5 }]);
  };
  const confirmed: ServiceAnswer = { status: 200, body: { Successful: [{ Id: '0' }] } };

  test('goes to the endpoint, whatever host its queue is said to be at', async () => {
    await using service = await startHttpService(() => confirmed);
    await delay(service);
    expect(service.requests).toMatchObject([{ QueueUrl: queueUrl }]);
  });

  test.each<ServiceAnswer>([{ status: 500, body: { __type: 'InternalError' } }, 'reset'])(
    'that fails is not made again by the client, which cannot tell what must not be sent twice: %j',
    async (answer) => {
      await using service = await startHttpService(() => answer);
      process.env['AWS_ENDPOINT_URL_SQS'] = service.endpoint;
      const Entries = [{ Id: '0', MessageBody: 'the body' }];
      const command = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries });
      await expect(createSqsClient().send(command)).rejects.toThrow();
      expect(service.requests).toHaveLength(1);
    },
  );

  test.each(['hang', 'reset'] as const)(
    'that gets no answer is made again for what may take effect twice: %s',
    async (first) => {
      await using service = await startHttpService(() => (service.requests.length === 1 ? first : confirmed));
      expect(await delay(service)).toMatchObject({ confirmed: 1 });
      expect(service.requests).toHaveLength(2);
    },
  );
});
