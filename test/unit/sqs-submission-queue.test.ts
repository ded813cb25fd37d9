import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { z } from 'zod';
import { sqsRecordToDelivery } from '../../lambda/adapters/sqs-record';
import { SqsSender } from '../../lambda/adapters/sqs-sender';
import { SqsSubmissionQueue } from '../../lambda/adapters/sqs-submission-queue';
import { ANY_SENDER } from '../../lambda/contract/environment';
import { LARGEST_BODY_BYTES } from '../../lambda/domain/intake/decode-body';
import type { Progress, SubmissionMessage } from '../../lambda/domain/intake/message';
import { type ServiceAnswer, startHttpService } from '../support/http-service';
import { aMessage } from '../support/messages';

const Batch = z.object({
  Entries: z.array(z.looseObject({ Id: z.string(), MessageAttributes: z.record(z.string(), z.unknown()).optional() })),
});
const DESTINATION = 'events/submission_id';
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
  const random = () => 0;
  const sender = new SqsSender({ client, queueUrl, abortSignal, random, repeatable: false });
  const result = await use(
    new SqsSubmissionQueue({ client, queueUrl, sender, destination: DESTINATION, abortSignal, random }),
  );
  return { result, entries: service.requests.flatMap((request) => Batch.parse(request).Entries) };
};

const sendContinuation = (message = aMessage(), answer = confirm, from: Progress = { published: 7 }) =>
  withQueue(async (queue) => {
    const [settled] = await Promise.allSettled([queue.sendContinuation(message, from)]);
    return settled.status;
  }, answer);

const OWN_ROLE = 'AROAFUNCTION';

const messageOf = (record: SQSRecord, continuationSender: string): SubmissionMessage => {
  const delivery = sqsRecordToDelivery(record, { believedSender: continuationSender, destination: DESTINATION });
  if (!delivery.message) throw delivery.fault;
  return delivery.message;
};

/** A continuation as Lambda hands it to the function, and what has to be read of it. */
const aContinuationRecord = {
  record: (resumeFrom: string | undefined, sender = `${OWN_ROLE}:function`): SQSRecord => ({
    messageId: 'message-1',
    receiptHandle: 'receipt-2',
    body: '',
    attributes: {
      ApproximateReceiveCount: '3',
      SentTimestamp: '2000',
      SenderId: sender,
      ApproximateFirstReceiveTimestamp: '',
      MessageGroupId: 'device-1',
    },
    messageAttributes: {
      sensor: { dataType: 'String', stringValue: 'v2' },
      resume_from: { dataType: 'Number', stringValue: resumeFrom },
      continued_into: { dataType: 'String', stringValue: DESTINATION },
      first_sent_timestamp: { dataType: 'Number', stringValue: '1000' },
      continued_receipt_handle: { dataType: 'String', stringValue: 'receipt-1' },
    },
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: '',
  }),
  resumed: (published: number) => ({
    sentTimestamp: 1_000,
    continuation: { from: { published }, receiptHandle: 'receipt-1' },
  }),
};

const binary = { dataType: 'Binary', binaryValue: Buffer.from('bytes').toString('base64') };

describe('a continuation', () => {
  const { record, resumed } = aContinuationRecord;
  const withSequenceNumber = (stringValue: string): SQSRecord => {
    const received = record('7');
    const last_sequence_number = { dataType: 'String', stringValue };
    return { ...received, messageAttributes: { ...received.messageAttributes, last_sequence_number } };
  };

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
          continued_into: { DataType: 'String', StringValue: 'events/submission_id' },
          first_sent_timestamp: { DataType: 'Number', StringValue: '999000' },
          continued_receipt_handle: { DataType: 'String', StringValue: 'receipt-1' },
        },
      },
    ]);
  });

  test('tells where in the stream the last event is, and is read back so', async () => {
    const { entries } = await sendContinuation(aMessage(), confirm, { published: 7, sequenceNumber: '49590338271' });
    const attribute = { DataType: 'String', StringValue: '49590338271' };
    expect(entries).toMatchObject([{ MessageAttributes: { last_sequence_number: attribute } }]);
    const { continuation } = messageOf(withSequenceNumber('49590338271'), OWN_ROLE);
    expect(continuation).toEqual({
      from: { published: 7, sequenceNumber: '49590338271' },
      receiptHandle: 'receipt-1',
    });
  });

  const sequenceNumberOf = (stringValue: string) => {
    const { messageAttributes, ...received } = record('7');
    const last = { last_sequence_number: { dataType: 'String', stringValue } };
    return messageOf({ ...received, messageAttributes: { ...messageAttributes, ...last } }, OWN_ROLE).continuation?.from
      .sequenceNumber;
  };

  test.each(['0', '9'.repeat(129)])('tells of the last event what Kinesis takes for a sequence number: %s', (text) => {
    expect(sequenceNumberOf(text)).toBe(text);
  });

  test.each(['', 'x1', '1x', '-1', '012', '1'.repeat(130)])('tells nothing of it where that is none: %j', (text) => {
    expect(sequenceNumberOf(text)).toBeUndefined();
  });

  test.each(['0', '1', '49590338271', '9'.repeat(129)])('has a sequence number as Kinesis gives them: %s', (text) => {
    expect(messageOf(withSequenceNumber(text), OWN_ROLE).continuation?.from.sequenceNumber).toBe(text);
  });

  test.each(['', '01', '-1', '1.5', '1x', 'x1', '9'.repeat(130)])('has no sequence number that is none: %j', (text) => {
    expect(messageOf(withSequenceNumber(text), OWN_ROLE).continuation).toMatchObject({ from: { published: 7 } });
    expect(messageOf(withSequenceNumber(text), OWN_ROLE).continuation?.from.sequenceNumber).toBeUndefined();
  });

  test('is of the same message group, so that a fair queue knows whose it is', async () => {
    const { entries } = await sendContinuation(aMessage({ messageGroupId: 'device-1' }));
    expect(entries).toMatchObject([{ MessageGroupId: 'device-1' }]);
    expect((await sendContinuation()).entries[0]).not.toHaveProperty('MessageGroupId');
  });

  test('is read back as what it continues, and the sensor sees none of it', () => {
    expect(messageOf(record('7'), OWN_ROLE)).toMatchObject({
      ...resumed(7),
      attributes: { sensor: { stringValue: 'v2' } },
      messageGroupId: 'device-1',
      receiveCount: 3,
    });
    expect(Object.keys(messageOf(record('7'), OWN_ROLE).attributes)).toEqual(['sensor']);
  });

  test.each(['-1', '1.5', 'seven', '', undefined])('starts anew where it got is no whole number: %j', (resumeFrom) => {
    expect(messageOf(record(resumeFrom), OWN_ROLE)).toMatchObject(resumed(0));
  });

  test.each(['AIDASENSOR', 'AROASENSOR:sensor', `AROASENSOR:${OWN_ROLE}`, `${OWN_ROLE}X:function`, ''])(
    'is not believed from anybody but the function: %s',
    (sender) => {
      const message = messageOf(record('7', sender), OWN_ROLE);
      expect(message.continuation).toBeUndefined();
      expect(message).toMatchObject({ mistrustedSender: sender, sentTimestamp: 2_000 });
      expect(Object.keys(message.attributes)).toEqual(['sensor']);
    },
  );

  test('is believed from anybody only where that is said', () => {
    expect(messageOf(record('7', ''), ANY_SENDER)).toMatchObject(resumed(7));
  });

  test.each(['events-2/submission_id', 'events/device_id', '', undefined])(
    'starts anew where its events are elsewhere, or it does not say where, is a continuation all the same, and is told: %j',
    (stringValue) => {
      const received = withSequenceNumber('49590338271');
      const continued_into = { dataType: 'String', stringValue };
      const message = messageOf(
        { ...received, messageAttributes: { ...received.messageAttributes, continued_into } },
        OWN_ROLE,
      );
      expect(message.continuation).toEqual({ from: { published: 0 }, receiptHandle: 'receipt-1' });
      expect(message.sentTimestamp).toBe(1_000);
      expect(message.mistrustedSender).toMatch(OWN_ROLE);
    },
  );

  test.each([
    'resume_from',
    'last_sequence_number',
    'continued_into',
    'first_sent_timestamp',
    'continued_receipt_handle',
  ])('is what a message claims to be by any one of its attributes: %s', (name) => {
    const attributes = { [name]: { dataType: 'String', stringValue: '1' } };
    const claims = { ...record('7', 'AIDASENSOR'), messageAttributes: attributes };
    expect(messageOf(claims, OWN_ROLE)).toMatchObject({ attributes: {}, mistrustedSender: 'AIDASENSOR' });
  });

  test('is read as far as it says something, and what it does not say is as SQS says it', () => {
    const messageAttributes = {
      resume_from: { dataType: 'Number', stringValue: '7' },
      continued_into: { dataType: 'String', stringValue: DESTINATION },
    };
    const message = messageOf({ ...record('7'), messageAttributes }, OWN_ROLE);
    expect(message.continuation?.from.published).toBe(7);
    expect(message.sentTimestamp).toBe(2_000);
    const withoutStart = { continued_receipt_handle: { dataType: 'String', stringValue: 'receipt-1' } };
    expect(messageOf({ ...record('7'), messageAttributes: withoutStart }, OWN_ROLE)).toMatchObject({
      continuation: { from: { published: 0 }, receiptHandle: 'receipt-1' },
      sentTimestamp: 2_000,
    });
  });

  test('is not read from what SQS does not deliver, which is told instead of thrown', () => {
    const broken: SQSRecord = { ...record('7'), ...JSON.parse('{"messageAttributes":null}') };
    expect(sqsRecordToDelivery(broken, { believedSender: OWN_ROLE, destination: DESTINATION })).toEqual({
      messageId: 'message-1',
      length: 0,
      fault: expect.any(TypeError),
    });
  });

  test('is not what a message without them claims to be', () => {
    const message = messageOf({ ...record('7', 'AIDASENSOR'), messageAttributes: {} }, OWN_ROLE);
    expect(message.continuation).toBeUndefined();
    expect(message.mistrustedSender).toBeUndefined();
    expect(message.sentTimestamp).toBe(2_000);
  });

  test('keeps as many of the attributes of the sensor as a message has room for beside its own', async () => {
    const attributes = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`a${index}`, binary]));
    const [{ MessageAttributes = {} } = {}] = (await sendContinuation(aMessage({ attributes }))).entries;
    expect(Object.keys(MessageAttributes)).toHaveLength(10);
    expect(Object.keys(MessageAttributes)).toEqual(
      expect.arrayContaining(['resume_from', 'first_sent_timestamp', 'continued_receipt_handle', 'a0']),
    );
  });

  test('is taken by SQS whatever is in it, however large a submission may be', async () => {
    const attributes = { large: { dataType: 'String', stringValue: 'x'.repeat(1_500) } };
    const receiptHandle = 'r'.repeat(1_500);
    const body = 'x'.repeat(LARGEST_BODY_BYTES);
    const from = { published: 49_000, sequenceNumber: '9'.repeat(129) };
    const { result, entries } = await sendContinuation(aMessage({ attributes, body, receiptHandle }), confirm, from);
    expect(result).toBe('fulfilled');
    expect(entries[0]?.MessageAttributes).not.toHaveProperty('large');
    expect(entries[0]?.MessageAttributes).toHaveProperty('continued_receipt_handle');
  });

  test('whose call breaks fails, and is not sent twice, since it may be in the queue', async () => {
    const { result, entries } = await sendContinuation(aMessage(), () => 'reset');
    expect(result).toBe('rejected');
    expect(entries).toHaveLength(1);
  });
});

describe('failed deliveries', () => {
  const delays = Array.from({ length: 12 }, (_, index) => ({
    message: aMessage({ receiptHandle: `receipt-${index}` }),
    seconds: 5 + index,
  }));

  test('come back after their delay', async () => {
    const { result, entries } = await withQueue((queue) => queue.delayRetries(delays));
    expect(result).toEqual({ confirmed: 12, failures: {} });
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
    expect(result).toEqual({ confirmed: 2, failures: { AccessDeniedException: 10 } });
  });

  test('that SQS refuses one by one are told by the code of each', async () => {
    const refused = new Map([
      ['receipt-1', { Code: 'ReceiptHandleIsInvalid' }],
      ['receipt-4', { Code: 'ReceiptHandleIsInvalid' }],
      ['receipt-7', { Code: 'MessageNotInflight' }],
    ]);
    const answer = (request: unknown): ServiceAnswer => {
      const entries = Batch.parse(request).Entries.map(({ Id, ReceiptHandle }) => ({
        Id,
        ...refused.get(String(ReceiptHandle)),
      }));
      return {
        status: 200,
        body: {
          Successful: entries.filter((entry) => !('Code' in entry)),
          Failed: entries.filter((entry) => 'Code' in entry).map((entry) => ({ ...entry, SenderFault: true })),
        },
      };
    };
    const { result } = await withQueue((queue) => queue.delayRetries(delays), answer);
    expect(result).toEqual({ confirmed: 9, failures: { ReceiptHandleIsInvalid: 2, MessageNotInflight: 1 } });
  });
});

test('messages are deleted by their receipt handles', async () => {
  const receiptHandles = Array.from({ length: 12 }, (_, index) => `receipt-${index}`);
  const { result, entries } = await withQueue((queue) => queue.delete(receiptHandles));
  expect(result).toEqual({ confirmed: 12, failures: {} });
  expect(new Set(entries.map((entry) => entry['ReceiptHandle']))).toEqual(new Set(receiptHandles));
  expect((await withQueue((queue) => queue.delete([]))).entries).toEqual([]);
});
