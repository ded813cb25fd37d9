import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { z } from 'zod';
import { sqsRecordToMessage } from '../../lambda/adapters/sqs-record';
import { SqsSender } from '../../lambda/adapters/sqs-sender';
import { SqsSubmissionQueue } from '../../lambda/adapters/sqs-submission-queue';
import { type ServiceAnswer, startHttpService } from '../support/http-service';
import { aMessage } from '../support/messages';

const Batch = z.object({ Entries: z.array(z.looseObject({ Id: z.string() })) });
const confirm = (request: unknown): ServiceAnswer => ({
  status: 200,
  body: { Successful: Batch.parse(request).Entries.map(({ Id }) => ({ Id })) },
});

const withQueue = async <T>(
  use: (queue: SqsSubmissionQueue) => Promise<T>,
  answer: (request: unknown) => ServiceAnswer = confirm,
) => {
  await using service = await startHttpService(answer);
  const client = new SQSClient({
    endpoint: service.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    md5: false,
  });
  const queueUrl = `${service.endpoint}/000000000000/submissions`;
  const abortSignal = new AbortController().signal;
  const sender = new SqsSender(client, queueUrl, abortSignal);
  const result = await use(new SqsSubmissionQueue({ client, queueUrl, sender, abortSignal }));
  return { result, entries: service.requests.flatMap((request) => Batch.parse(request).Entries) };
};

const sendContinuation = (message = aMessage(), answer = confirm) =>
  withQueue(async (queue) => {
    const [settled] = await Promise.allSettled([queue.sendContinuation(message, 7)]);
    return settled.status;
  }, answer);

const binary = { dataType: 'Binary', binaryValue: Buffer.from('bytes').toString('base64') };

describe('a continuation', () => {
  test('is the message once more, and tells how far it got and when it was first sent', async () => {
    const attributes = { sensor: { dataType: 'String', stringValue: 'v2' }, blob: binary };
    const { entries } = await sendContinuation(aMessage({ body: 'the body', attributes }));
    expect(entries).toEqual([
      {
        Id: '0',
        MessageBody: 'the body',
        MessageAttributes: {
          sensor: { DataType: 'String', StringValue: 'v2' },
          blob: { DataType: 'Binary', BinaryValue: binary.binaryValue },
          resume_from: { DataType: 'Number', StringValue: '7' },
          first_sent_timestamp: { DataType: 'Number', StringValue: '999000' },
        },
      },
    ]);
  });

  test.each([
    ['7', 7],
    ['0', 0],
    ['-1', 0],
    ['1.5', 0],
    ['seven', 0],
    ['', 0],
    [undefined, 0],
  ])('is read back, and what is no whole number counts as a start: %j', (stringValue, resumeFrom) => {
    const record: SQSRecord = {
      messageId: 'message-1',
      receiptHandle: 'receipt-1',
      body: '',
      attributes: {
        ApproximateReceiveCount: '3',
        SentTimestamp: '2000',
        SenderId: '',
        ApproximateFirstReceiveTimestamp: '',
      },
      messageAttributes: {
        resume_from: { dataType: 'Number', stringValue },
        first_sent_timestamp: { dataType: 'Number', stringValue: '1000' },
      },
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: '',
      awsRegion: '',
    };
    expect(sqsRecordToMessage(record)).toMatchObject({ resumeFrom, sentTimestamp: 1_000, receiveCount: 3 });
    const first = { ...record, messageAttributes: {} };
    expect(sqsRecordToMessage(first)).toMatchObject({ resumeFrom: 0, sentTimestamp: 2_000 });
  });

  test('that SQS would not take is not sent', async () => {
    const attributes = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`a${index}`, binary]));
    expect(await sendContinuation(aMessage({ attributes }))).toEqual({ result: 'rejected', entries: [] });
    expect(await sendContinuation(aMessage({ body: 'x'.repeat(1_048_576) }))).toEqual({
      result: 'rejected',
      entries: [],
    });
  });

  test('that is not confirmed fails', async () => {
    const refuse = (): ServiceAnswer => ({ status: 200, body: { Failed: [{ Id: '0', Code: 'InternalError' }] } });
    expect((await sendContinuation(aMessage(), refuse)).result).toBe('rejected');
  });
});

describe('failed deliveries', () => {
  const delays = Array.from({ length: 12 }, (_, index) => ({
    message: aMessage({ receiptHandle: `receipt-${index}` }),
    seconds: 5 + index,
  }));

  test('come back after their delay', async () => {
    const { result, entries } = await withQueue((queue) => queue.delayRetries(delays));
    expect(result).toEqual({ delayed: 12, failures: {} });
    expect(new Map(entries.map((entry) => [entry['ReceiptHandle'], entry['VisibilityTimeout']]))).toEqual(
      new Map(delays.map(({ message, seconds }) => [message.receiptHandle, seconds])),
    );
  });

  test('that SQS does not confirm are no reason to fail, and are told by error code', async () => {
    const answer = (request: unknown): ServiceAnswer =>
      Batch.parse(request).Entries.length === 2
        ? confirm(request)
        : { status: 400, body: { __type: 'AccessDeniedException' } };
    const { result } = await withQueue((queue) => queue.delayRetries(delays), answer);
    expect(result).toEqual({ delayed: 2, failures: { AccessDeniedException: 10 } });
  });
});
