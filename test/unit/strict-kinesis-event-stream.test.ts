import { describe, expect, test } from '@jest/globals';
import { StrictKinesisEventStream } from '../../lambda/adapters/strict-kinesis-event-stream';
import type { RecordToPut } from '../../lambda/domain/ports';
import { type ServiceAnswer, startHttpService } from '../support/http-service';
import { kinesisClientOf } from '../support/kinesis-client';
import { aRecord } from '../support/records';

const toPut = (text: string, after?: string): RecordToPut => ({ ...aRecord('key', text), after });
const accepted: ServiceAnswer = { status: 200, body: { SequenceNumber: '42', ShardId: 'shardId-000000000003' } };
const failure = (status: number, code: string): ServiceAnswer => ({ status, body: { __type: code, message: code } });

const putInto = async (
  answer: (request: unknown) => ServiceAnswer,
  records: readonly RecordToPut[] = [toPut('0')],
  timeoutMs = 2_000,
) => {
  await using service = await startHttpService(answer);
  const stream = new StrictKinesisEventStream(kinesisClientOf(service.endpoint), 'events');
  return { results: await stream.put(records, timeoutMs), requests: service.requests };
};

describe('a record', () => {
  const put = { StreamName: 'events', PartitionKey: 'key', Data: Buffer.from('0').toString('base64') };

  test('is put behind the one that it has to follow', async () => {
    const after = '9'.repeat(56);
    const { requests } = await putInto(() => accepted, [toPut('0', after)]);
    expect(requests).toEqual([{ ...put, SequenceNumberForOrdering: after }]);
  });

  test('is put behind none where none is known', async () => {
    const { requests } = await putInto(() => accepted);
    expect(requests).toEqual([put]);
  });

  test('that was accepted tells where it stands', async () => {
    const { results } = await putInto(() => accepted);
    expect(results).toEqual([{ accepted: true, sequenceNumber: '42', shardId: 'shardId-000000000003' }]);
  });

  test('has a call of its own, so that the failure of another is not its own', async () => {
    const { results, requests } = await putInto(
      (request) =>
        JSON.stringify(request).includes(Buffer.from('1').toString('base64'))
          ? failure(400, 'ValidationException')
          : accepted,
      ['0', '1', '2'].map((text) => toPut(text)),
    );
    expect(requests).toHaveLength(3);
    expect(results).toMatchObject([
      { accepted: true },
      { accepted: false, code: 'ValidationException', retryable: false, throttled: false },
      { accepted: true },
    ]);
  });

  test('is to be put again where the answer does not say where it stands', async () => {
    const { results } = await putInto(() => ({ status: 200, body: {} }));
    expect(results).toEqual([{ accepted: false, code: 'NoResult', retryable: true, throttled: false }]);
  });
});

describe('a call that fails', () => {
  test.each([
    [400, 'ProvisionedThroughputExceededException', true],
    [400, 'ThrottlingException', true],
    [400, 'KMSThrottlingException', true],
    [500, 'InternalFailure', false],
    [503, 'ServiceUnavailable', false],
  ])('may succeed later, and says whether it was throttled: %d %s', async (status, code, throttled) => {
    const { results, requests } = await putInto(() => failure(status, code));
    expect(results).toEqual([{ accepted: false, code, retryable: true, throttled }]);
    expect(requests).toHaveLength(1);
  });

  test.each([
    'AccessDeniedException',
    'KMSAccessDeniedException',
    'KMSNotFoundException',
    'ResourceNotFoundException',
    'InvalidArgumentException',
  ])('is final: %s', async (code) => {
    const { results, requests } = await putInto(() => failure(400, code));
    expect(results).toEqual([{ accepted: false, code, retryable: false, throttled: false }]);
    expect(requests).toHaveLength(1);
  });

  test('may succeed later after a broken connection', async () => {
    const { results } = await putInto(() => 'reset');
    expect(results).toMatchObject([{ accepted: false, retryable: true, throttled: false }]);
  });

  test.each(['hang', 'stall'] as const)(
    'is given up when it stalls, before its answer or in it: %s',
    async (answer) => {
      const { results } = await putInto(() => answer, [toPut('0')], 50);
      expect(results).toMatchObject([{ accepted: false, retryable: true, throttled: false }]);
    },
  );
});
