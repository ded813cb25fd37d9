import { createHash } from 'node:crypto';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { z } from 'zod';
import { messageToRecord } from '../../local/emulated-aws/event-source/sqs-event';
import { localCredentials } from '../../local/local-account';
import { captureOutputOf } from '../support/captured-output';
import { type ServiceAnswer, startHttpService } from '../support/http-service';
import { aSubmissionOf, toBody } from '../support/submissions';

const QUEUE = 'http://sqs.invalid/000000000000';
const before = process.env;

afterEach(() => {
  process.env = before;
});

const aContext: Context = {
  awsRequestId: 'request-1',
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'telemetry-mapping',
  functionVersion: '1',
  invokedFunctionArn: '',
  memoryLimitInMB: '1024',
  logGroupName: '',
  logStreamName: '',
  getRemainingTimeInMillis: () => 8_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

const Put = z.object({ StreamName: z.string(), Records: z.array(z.object({ Data: z.string() })) });
const SendBatch = z.object({
  QueueUrl: z.string(),
  Entries: z.array(z.object({ Id: z.string(), MessageBody: z.string() })),
});
const DelayBatch = z.object({
  QueueUrl: z.string(),
  Entries: z.array(z.object({ Id: z.string(), VisibilityTimeout: z.int() })),
});

/** A stream and queues that take all that they are given. */
const acceptAll = (request: unknown): ServiceAnswer => {
  const position = { SequenceNumber: '1', ShardId: 'shardId-000000000000' };
  const put = Put.safeParse(request).data;
  if (put) return { status: 200, body: { Records: put.Records.map(() => position) } };
  const sent = SendBatch.safeParse(request).data ?? DelayBatch.safeParse(request).data;
  const Successful = sent?.Entries.map((entry) => ({
    Id: entry.Id,
    ...('MessageBody' in entry && { MD5OfMessageBody: createHash('md5').update(entry.MessageBody).digest('hex') }),
  }));
  return { status: 200, body: { ...position, Successful } };
};

/** Loads the function as Lambda would, with one batch to process. */
const invoke = async (
  bodies: readonly string[],
  answer: (request: unknown) => ServiceAnswer = acceptAll,
  changes: Readonly<Record<string, string>> = {},
) => {
  await using service = await startHttpService(answer);
  process.env = {
    ...before,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_ENDPOINT_URL_SQS: service.endpoint,
    AWS_ENDPOINT_URL_KINESIS: service.endpoint,
    STREAM_NAME: 'events',
    SUBMISSION_QUEUE_URL: `${QUEUE}/submissions`,
    DIAGNOSTIC_QUEUE_URL: `${QUEUE}/diagnostics`,
    PARTITION_KEY: 'submission_id',
    ORDERING: 'acknowledged',
    EVENT_FORMAT: 'nested',
    CONTINUATION_SENDER: '*',
    POWERTOOLS_SERVICE_NAME: 'telemetry-mapping',
    POWERTOOLS_METRICS_NAMESPACE: 'TelemetryMapping',
    POWERTOOLS_LOG_LEVEL: 'INFO',
    STAGE: 'test',
    ...changes,
  };
  jest.resetModules();
  const Records = bodies.map((Body, index) =>
    messageToRecord(
      { MessageId: `message-${index}`, ReceiptHandle: `receipt-${index}`, Body },
      'arn:aws:sqs:eu-west-1:000000000000:submissions',
      'eu-west-1',
    ),
  );
  const { result, lines } = await captureOutputOf(async () => {
    const { handler } = await import('../../lambda/handler');
    return handler({ Records }, aContext);
  });
  return {
    failures: result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
    requests: service.requests,
    lines: lines.map((line): unknown => JSON.parse(line)),
  };
};

const valid = toBody(aSubmissionOf(2));
const invalid = toBody({ ...aSubmissionOf(1), time_created: 'yesterday' });

describe('the function', () => {
  test('puts the events of what is valid into its stream, and keeps what is invalid in its diagnostic queue', async () => {
    const { failures, requests } = await invoke([valid, invalid]);
    expect(failures).toEqual([]);
    expect(requests.flatMap((request) => Put.safeParse(request).data ?? [])).toMatchObject([
      { StreamName: 'events', Records: { length: 1 } },
      { StreamName: 'events', Records: { length: 1 } },
    ]);
    expect(requests.flatMap((request) => SendBatch.safeParse(request).data ?? [])).toMatchObject([
      { QueueUrl: `${QUEUE}/diagnostics`, Entries: [{ MessageBody: invalid }] },
    ]);
  });

  test('puts record by record where the order is to be strict', async () => {
    const { failures, requests } = await invoke([valid], acceptAll, { ORDERING: 'strict' });
    expect(failures).toEqual([]);
    expect(requests).toMatchObject([
      { StreamName: 'events', PartitionKey: expect.any(String) },
      { StreamName: 'events', SequenceNumberForOrdering: '1' },
    ]);
  });

  test('tells what it did, by invocation in its log and by stage in its metrics', async () => {
    const { lines } = await invoke([valid, invalid]);
    expect(lines).toContainEqual(
      expect.objectContaining({ message: 'Batch processed', function_request_id: 'request-1', received: 2 }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ service: 'telemetry-mapping', stage: 'test', SubmissionsReceived: 2 }),
    );
  });

  const refusePuts = (request: unknown): ServiceAnswer =>
    Put.safeParse(request).success ? { status: 400, body: { __type: 'AccessDeniedException' } } : acceptAll(request);

  test('reports what failed, and has it come back after a while', async () => {
    const { failures, requests } = await invoke([valid, invalid], refusePuts);
    expect(failures).toEqual(['message-0']);
    expect(requests.flatMap((request) => DelayBatch.safeParse(request).data ?? [])).toMatchObject([
      { QueueUrl: `${QUEUE}/submissions`, Entries: [{ VisibilityTimeout: expect.any(Number) }] },
    ]);
  });

  test('keeps an invalid submission once more where nobody knows whether it was kept', async () => {
    let sends = 0;
    const { failures } = await invoke([invalid], (request) =>
      SendBatch.safeParse(request).success && ++sends === 1 ? 'reset' : acceptAll(request),
    );
    expect(failures).toEqual([]);
    expect(sends).toBe(2);
  });

  test('continues a submission once, also where nobody knows whether that was taken', async () => {
    let puts = 0;
    const sends: string[] = [];
    const { failures } = await invoke([valid], (request) => {
      if (Put.safeParse(request).success && ++puts === 2) return refusePuts(request);
      const sent = SendBatch.safeParse(request).data;
      if (!sent) return acceptAll(request);
      sends.push(sent.QueueUrl);
      return 'reset';
    });
    expect(failures).toEqual(['message-0']);
    expect(sends).toEqual([`${QUEUE}/submissions`]);
  });
});
