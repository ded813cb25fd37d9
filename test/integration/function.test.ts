import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { type ServiceAnswer, startHttpService } from '../support/http-service';
import { startFunction } from '../support/invoked-function';
import { readStream, startLocalStack } from '../support/local-stack';
import { aSubmissionOf, toBody } from '../support/submissions';

const invalid = toBody({ ...aSubmissionOf(1), time_created: 'yesterday' });

test('events say when they were processed', async () => {
  await using aws = await startLocalStack();
  await using mapping = await startFunction(aws);
  const before = Date.now();
  await mapping.invoke([{ body: toBody(aSubmissionOf(3)) }]);
  const after = Date.now();
  const times = (await readStream(aws)).map(({ Data = new Uint8Array() }) =>
    Date.parse(JSON.parse(Buffer.from(Data).toString()).time_processed),
  );
  expect(times).toHaveLength(3);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(before);
  expect(Math.max(...times)).toBeLessThanOrEqual(after);
}, 60_000);

test('a rejected submission is acknowledged, and told in the log and in the metrics', async () => {
  await using aws = await startLocalStack();
  await using mapping = await startFunction(aws);
  const answer = await mapping.invoke([{ body: toBody(aSubmissionOf(1)) }, { body: invalid }]);
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(await mapping.line('Submission rejected')).toMatchObject({
    message_id: 'message-1',
    reasons: [{ path: 'time_created', message: 'is not an ISO 8601 date-time of the calendar' }],
  });
  expect(await mapping.line('"Batch processed"')).toMatchObject({ received: 2, published: 1, rejected: 1, failed: 0 });
  expect(await mapping.line('"_aws"')).toMatchObject({
    SubmissionsReceived: 2,
    SubmissionsPublished: 1,
    SubmissionsRejected: 1,
    SubmissionsFailed: 0,
  });
}, 60_000);

const endpointsOf = (endpoint: string) => ({
  environment: { AWS_ENDPOINT_URL_SQS: endpoint, AWS_ENDPOINT_URL_KINESIS: endpoint },
});

const VisibilityBatch = z.object({
  Entries: z.array(z.object({ Id: z.string(), ReceiptHandle: z.string(), VisibilityTimeout: z.int() })),
});

test('failed deliveries are asked to come back, the later the more often they were received', async () => {
  await using aws = await startLocalStack();
  const delays = new Map<string, number>();
  await using service = await startHttpService((request): ServiceAnswer => {
    const batch = VisibilityBatch.safeParse(request);
    if (!batch.success) return { status: 400, body: { __type: 'AccessDeniedException' } };
    for (const { ReceiptHandle, VisibilityTimeout } of batch.data.Entries) delays.set(ReceiptHandle, VisibilityTimeout);
    return { status: 200, body: { Successful: batch.data.Entries.map(({ Id }) => ({ Id })) } };
  });
  await using mapping = await startFunction(aws, { timeoutMs: 10_000, ...endpointsOf(service.endpoint) });
  const answer = await mapping.invoke(
    [1, 2, 3, 4].map((receiveCount) => ({ body: toBody(aSubmissionOf(1)), receiveCount })),
  );
  expect(answer).toMatchObject({ batchItemFailures: { length: 4 } });
  const [first, second, third, fourth] = [0, 1, 2, 3].map((index) => delays.get(`receipt-${index}`) ?? 0);
  expect(first).toBeGreaterThan(0);
  expect(second).toBeGreaterThan(first ?? 0);
  expect(third).toBeGreaterThan(second ?? 0);
  expect(fourth).toBeGreaterThan(third ?? 0);
}, 60_000);

test('where no service ever answers, the function still does before Lambda ends it', async () => {
  await using aws = await startLocalStack();
  await using service = await startHttpService(() => 'hang');
  await using mapping = await startFunction(aws, { timeoutMs: 6_000, ...endpointsOf(service.endpoint) });
  const answer = await mapping.invoke([{ body: toBody(aSubmissionOf(1)) }, { body: invalid }]);
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }, { itemIdentifier: 'message-1' }] });
}, 60_000);

test('outside Lambda, where the environment holds no credentials, they come from where the SDK finds them', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'telemetry-mapping-credentials-'));
  try {
    const file = join(directory, 'credentials');
    await writeFile(file, '[default]\naws_access_key_id = local\naws_secret_access_key = local\n');
    await using aws = await startLocalStack();
    const environment = {
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      AWS_SHARED_CREDENTIALS_FILE: file,
      AWS_CONFIG_FILE: file,
    };
    await using mapping = await startFunction(aws, { environment });
    const answer = await mapping.invoke([{ body: toBody(aSubmissionOf(1)) }, { body: invalid }]);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(await readStream(aws)).toHaveLength(1);
  } finally {
    await rm(directory, { recursive: true });
  }
}, 60_000);
