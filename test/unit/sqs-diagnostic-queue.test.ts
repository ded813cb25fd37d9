import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { SqsDiagnosticQueue } from '../../lambda/adapters/sqs-diagnostic-queue';
import { SqsSender } from '../../lambda/adapters/sqs-sender';
import type { SubmissionMessage } from '../../lambda/domain/intake/message';
import type { Rejection } from '../../lambda/domain/intake/rejection';
import { type ServiceAnswer, startHttpService } from '../support/http-service';
import { aMessage } from '../support/messages';

const Batch = z.object({
  Entries: z.array(
    z.object({
      Id: z.string(),
      MessageBody: z.string(),
      MessageAttributes: z.record(z.string(), z.object({ DataType: z.string(), StringValue: z.string() })).default({}),
    }),
  ),
});
type Entry = z.infer<typeof Batch>['Entries'][number];

const rejection: Rejection = { reasons: [{ path: 'device_id', message: 'is not a UUID' }] };

const confirm = (request: unknown): ServiceAnswer => ({
  status: 200,
  body: { Successful: Batch.parse(request).Entries.map(({ Id }) => ({ Id, MessageId: Id, MD5OfMessageBody: '' })) },
});

const keepAll = async (
  bodies: readonly string[],
  answer: (request: unknown) => ServiceAnswer = confirm,
  reason: Rejection = rejection,
  attributes: SubmissionMessage['attributes'] = {},
) => {
  await using service = await startHttpService(answer);
  const client = new SQSClient({
    endpoint: service.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    md5: false,
  });
  const queue = new SqsDiagnosticQueue(
    new SqsSender({
      client,
      queueUrl: `${service.endpoint}/000000000000/diagnostics`,
      abortSignal: new AbortController().signal,
      random: () => 0,
      repeatable: true,
    }),
  );
  const messages = bodies.map((body, index) =>
    aMessage({ messageId: `message-${index}`, body, attributes, sentTimestamp: 1_700_000_000_000 }),
  );
  const settled = await Promise.allSettled(messages.map((message) => queue.keep(message, reason)));
  const batches: readonly Entry[][] = service.requests.map((request) => Batch.parse(request).Entries);
  return { statuses: settled.map(({ status }) => status), batches };
};

test('a body is kept to the byte, with where it came from and why it is invalid', async () => {
  const body = 'não é JSON \u{1f980}';
  const { batches } = await keepAll([body], confirm, {
    ...rejection,
    deviceId: '3ceaaf30-8142-48ea-91d9-3080f9b439fc',
  });
  expect(batches).toEqual([
    [
      {
        Id: '0',
        MessageBody: body,
        MessageAttributes: {
          reasons: { DataType: 'String', StringValue: '[{"path":"device_id","message":"is not a UUID"}]' },
          source_message_id: { DataType: 'String', StringValue: 'message-0' },
          sent_timestamp: { DataType: 'Number', StringValue: '1700000000000' },
          device_id: { DataType: 'String', StringValue: '3ceaaf30-8142-48ea-91d9-3080f9b439fc' },
        },
      },
    ],
  ]);
});

test('messages share calls of at most ten', async () => {
  const { batches, statuses } = await keepAll(Array.from({ length: 25 }, (_, index) => String(index)));
  expect(batches.map((batch) => batch.length).toSorted()).toEqual([10, 10, 5]);
  expect(new Set(statuses)).toEqual(new Set(['fulfilled']));
});

test('a call holds at most 1 MiB', async () => {
  const { batches } = await keepAll(Array.from({ length: 5 }, () => 'x'.repeat(400_000)));
  expect(batches.map((batch) => batch.length).toSorted()).toEqual([1, 2, 2]);
});

test('a message that SQS does not take is not kept, the others are', async () => {
  const { statuses } = await keepAll(['a', 'b', 'c'], (request) => ({
    status: 200,
    body: {
      Successful: Batch.parse(request)
        .Entries.filter(({ Id }) => Id !== '1')
        .map(({ Id }) => ({ Id, MessageId: Id })),
      Failed: [{ Id: '1', Code: 'InvalidMessageContents', SenderFault: true }],
    },
  }));
  expect(statuses).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('a call that fails costs its own messages only', async () => {
  const { statuses } = await keepAll(Array.from({ length: 12 }, String), (request) =>
    Batch.parse(request).Entries.length === 10 ? { status: 403, body: { __type: 'AccessDenied' } } : confirm(request),
  );
  expect(statuses).toEqual([...Array(10).fill('rejected'), 'fulfilled', 'fulfilled']);
});

test('a message whose entry fails for no fault of ours is sent until it is kept', async () => {
  let failures = 3;
  const { statuses } = await keepAll(['body'], (request) =>
    failures-- > 0 ? { status: 200, body: { Failed: [{ Id: '0', Code: 'InternalError' }] } } : confirm(request),
  );
  expect(statuses).toEqual(['fulfilled']);
});

test('an answer that stalls in the middle is given up, and the message sent again', async () => {
  let stalls = 1;
  const { statuses } = await keepAll(['body'], (request) => (stalls-- > 0 ? 'stall' : confirm(request)));
  expect(statuses).toEqual(['fulfilled']);
});

describe('the attributes that the sensor gave its message', () => {
  const attributes = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`sensor_${index}`, { dataType: 'String', stringValue: `${index}` }]),
    );
  const namesOf = (batches: readonly Entry[][]) => Object.keys(batches[0]?.[0]?.MessageAttributes ?? {});

  test('are kept beside ours', async () => {
    const { batches } = await keepAll(['body'], confirm, rejection, attributes(2));
    expect(batches[0]?.[0]?.MessageAttributes).toMatchObject({
      sensor_0: { DataType: 'String', StringValue: '0' },
      sensor_1: { DataType: 'String', StringValue: '1' },
      source_message_id: { StringValue: 'message-0' },
    });
  });

  test('are kept as far as ten attributes go', async () => {
    const { batches } = await keepAll(['body'], confirm, rejection, attributes(10));
    expect(namesOf(batches)).toHaveLength(10);
    expect(namesOf(batches)).toEqual(expect.arrayContaining(['reasons', 'source_message_id', 'sent_timestamp']));
  });

  test('are kept as far as the size of a message goes', async () => {
    const large = { large: { dataType: 'String', stringValue: 'x'.repeat(600) }, ...attributes(1) };
    const { batches } = await keepAll(['x'.repeat(1_048_576 - 500)], confirm, rejection, large);
    expect(namesOf(batches)).toContain('sensor_0');
    expect(namesOf(batches)).not.toContain('large');
  });

  test.each(['source_message_id', 'sent_timestamp', 'reasons', 'device_id'])(
    'do not speak for the function, not even where it has nothing to say: %s',
    async (name) => {
      const forged = { [name]: { dataType: 'String', stringValue: 'forged' } };
      const { batches } = await keepAll(['x'.repeat(1_048_400)], confirm, rejection, forged);
      expect(JSON.stringify(batches[0]?.[0]?.MessageAttributes)).not.toContain('forged');
    },
  );
});

test.each([1_048_400, 1_048_576])('a body that leaves no room for reasons is kept without: %d bytes', async (size) => {
  const { batches, statuses } = await keepAll(['x'.repeat(size)], confirm, {
    reasons: [{ path: '', message: 'x'.repeat(300) }],
  });
  expect(statuses).toEqual(['fulfilled']);
  expect(batches[0]?.[0]?.MessageBody).toHaveLength(size);
  expect(batches[0]?.[0]?.MessageAttributes).not.toHaveProperty('reasons');
});
