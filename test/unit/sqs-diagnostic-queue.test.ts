import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { SqsDiagnosticQueue } from '../../lambda/adapters/sqs-diagnostic-queue';
import { SqsSender } from '../../lambda/adapters/sqs-sender';
import type { Rejection } from '../../lambda/domain/intake/rejection';
import { type ServiceAnswer, startHttpService } from '../support/http-service';
import { aMessage } from '../support/messages';

const Batch = z.object({
  Entries: z.array(
    z.object({
      Id: z.string(),
      MessageBody: z.string(),
      MessageAttributes: z.record(z.string(), z.object({ DataType: z.string(), StringValue: z.string() })),
    }),
  ),
});
type Entry = z.infer<typeof Batch>['Entries'][number];

const messageOf = (body: string, index = 0) =>
  aMessage({ messageId: `message-${index}`, body, sentTimestamp: 1_700_000_000_000 });
const rejection: Rejection = { reasons: [{ path: 'device_id', message: 'is not a UUID' }] };

const confirm = (request: unknown): ServiceAnswer => ({
  status: 200,
  body: { Successful: Batch.parse(request).Entries.map(({ Id }) => ({ Id, MessageId: Id, MD5OfMessageBody: '' })) },
});

const keepAll = async (
  bodies: readonly string[],
  answer: (request: unknown) => ServiceAnswer = confirm,
  reason: Rejection = rejection,
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
    new SqsSender(client, `${service.endpoint}/000000000000/diagnostics`, new AbortController().signal),
  );
  const settled = await Promise.allSettled(bodies.map((body, index) => queue.keep(messageOf(body, index), reason)));
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

describe('a message that SQS does not confirm is not kept, the others are', () => {
  test('where its entry failed', async () => {
    const { statuses } = await keepAll(['a', 'b', 'c'], (request) => ({
      status: 200,
      body: {
        Successful: Batch.parse(request)
          .Entries.filter(({ Id }) => Id !== '1')
          .map(({ Id }) => ({ Id, MessageId: Id })),
        Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }],
      },
    }));
    expect(statuses).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('where the answer lacks it', async () => {
    const { statuses } = await keepAll(['a', 'b'], () => ({ status: 200, body: { Successful: [{ Id: '1' }] } }));
    expect(statuses).toEqual(['rejected', 'fulfilled']);
  });

  test('where its call failed', async () => {
    const { statuses } = await keepAll(Array.from({ length: 12 }, String), (request) =>
      Batch.parse(request).Entries.length === 10
        ? { status: 500, body: { __type: 'InternalError' } }
        : confirm(request),
    );
    expect(statuses).toEqual([...Array(10).fill('rejected'), 'fulfilled', 'fulfilled']);
  });
});

test('characters that SQS refuses in attributes are escaped, so that the reasons can still be read', async () => {
  const reasons = [{ path: 'a\u0000\uffff\ud800é', message: 'm' }];
  const { batches } = await keepAll(['body'], confirm, { reasons });
  const value = batches[0]?.[0]?.MessageAttributes['reasons']?.StringValue ?? '';
  expect(value).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.parse(value)).toEqual(reasons);
});

describe('beside a body that nearly fills a message', () => {
  const reasons = Array.from({ length: 20 }, (_, index) => ({
    path: `events.new_process[${index}].cmdl`,
    message: 'no',
  }));

  test('the reasons are shortened until they fit', async () => {
    const { batches } = await keepAll(['x'.repeat(1_048_000)], confirm, { reasons });
    const kept = JSON.parse(batches[0]?.[0]?.MessageAttributes['reasons']?.StringValue ?? '');
    expect(kept.length).toBeGreaterThan(2);
    expect(kept.slice(0, -1)).toEqual(reasons.slice(0, kept.length - 1));
    expect(kept.at(-1)).toEqual({ path: '', message: `and ${21 - kept.length} more` });
  });

  test('no reasons may fit: then the message is not kept, rather than cut', async () => {
    const { batches, statuses } = await keepAll(['x'.repeat(1_048_500)], confirm, { reasons });
    expect(statuses).toEqual(['rejected']);
    expect(batches).toEqual([]);
  });
});
