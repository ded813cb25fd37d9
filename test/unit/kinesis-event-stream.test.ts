import { describe, expect, test } from '@jest/globals';
import { KinesisEventStream } from '../../lambda/adapters/kinesis-event-stream';
import { type ServiceAnswer, startHttpService } from '../support/http-service';
import { kinesisClientOf } from '../support/kinesis-client';
import { aRecord } from '../support/records';

const records = ['0', '1', '2'].map((text) => aRecord('key', text));
const accepted = { SequenceNumber: '1', ShardId: 'shardId-000000000000' };
const acceptedResult = { accepted: true, sequenceNumber: '1', shardId: 'shardId-000000000000' };

const putInto = async (answer: (request: unknown) => ServiceAnswer, timeoutMs = 2_000) => {
  await using service = await startHttpService(answer);
  const results = await new KinesisEventStream(kinesisClientOf(service.endpoint), 'events').put(records, timeoutMs);
  return { results, calls: service.requests.length };
};

const failure = (status: number, code: string): ServiceAnswer => ({ status, body: { __type: code, message: code } });

describe('the result of each record', () => {
  test('comes from its own entry, whatever the count says', async () => {
    const throttled = { ErrorCode: 'ProvisionedThroughputExceededException', ErrorMessage: 'slow down' };
    const Records = [accepted, throttled, { ErrorCode: 'InternalFailure' }];
    const { results } = await putInto(() => ({ status: 200, body: { FailedRecordCount: 0, Records } }));
    expect(results).toEqual([
      acceptedResult,
      { accepted: false, code: 'ProvisionedThroughputExceededException', retryable: true, throttled: true },
      { accepted: false, code: 'InternalFailure', retryable: true, throttled: false },
    ]);
  });

  test('is unknown, so to be put again, where the answer lacks it', async () => {
    const unknown = { accepted: false, code: 'NoResult', retryable: true, throttled: false };
    const { results } = await putInto(() => ({ status: 200, body: { FailedRecordCount: 0, Records: [accepted] } }));
    expect(results).toEqual([acceptedResult, unknown, unknown]);
    expect((await putInto(() => ({ status: 200, body: {} }))).results).toEqual([unknown, unknown, unknown]);
  });

  test('is a failure where it has a code or lacks a sequence number, whatever else it has', async () => {
    const { ShardId } = accepted;
    const Records = [{ ...accepted, ErrorCode: 'InternalFailure' }, { ShardId }, accepted];
    const { results } = await putInto(() => ({ status: 200, body: { FailedRecordCount: 0, Records } }));
    expect(results).toMatchObject([
      { accepted: false, code: 'InternalFailure' },
      { accepted: false, code: 'NoResult' },
      { accepted: true },
    ]);
  });

  test('is final where a key or a permission is missing', async () => {
    const Records = [{ ErrorCode: 'KMSNotFoundException' }, { ErrorCode: 'AccessDeniedException' }, accepted];
    const { results } = await putInto(() => ({ status: 200, body: { Records } }));
    expect(results.map((result) => !result.accepted && result.retryable)).toEqual([false, false, false]);
  });

  test('is not final for a code that has the name of a key service somewhere in it', async () => {
    const Records = [{ ErrorCode: 'InternalKMSFailure' }, accepted, accepted];
    const { results } = await putInto(() => ({ status: 200, body: { Records } }));
    expect(results[0]).toMatchObject({ accepted: false, retryable: true });
  });
});

describe('a call that fails', () => {
  test.each([
    [400, 'ThrottlingException', true],
    [400, 'ProvisionedThroughputExceededException', true],
    [400, 'KMSThrottlingException', true],
    [500, 'InternalFailure', false],
    [503, 'ServiceUnavailable', false],
  ])('may succeed later, and says whether it was throttled: %d %s', async (status, code, throttled) => {
    const { results, calls } = await putInto(() => failure(status, code));
    expect(results).toEqual(records.map(() => ({ accepted: false, code, retryable: true, throttled })));
    expect(calls).toBe(1);
  });

  test.each(['AccessDeniedException', 'KMSAccessDeniedException', 'ResourceNotFoundException'])(
    'is final: %s',
    async (code) => {
      const { results, calls } = await putInto(() => failure(400, code));
      expect(results).toEqual(records.map(() => ({ accepted: false, code, retryable: false, throttled: false })));
      expect(calls).toBe(1);
    },
  );

  test('may succeed later after a broken connection', async () => {
    const { results } = await putInto(() => 'reset');
    expect(results.every((result) => !result.accepted && result.retryable)).toBe(true);
  });

  test.each(['hang', 'stall'] as const)(
    'is given up when it stalls, before its answer or in it: %s',
    async (answer) => {
      const { results } = await putInto(() => answer, 50);
      expect(results.every((result) => !result.accepted && result.retryable)).toBe(true);
    },
  );

  const sizeOf = (request: unknown): number => JSON.stringify(request).split('"Data"').length - 1;
  const acceptAll = (request: unknown): ServiceAnswer => ({
    status: 200,
    body: { Records: Array.from({ length: sizeOf(request) }, () => accepted) },
  });

  test('because it was too large is made in parts', async () => {
    const { results, calls } = await putInto((request) =>
      sizeOf(request) > 1 ? failure(413, 'PayloadTooLarge') : acceptAll(request),
    );
    expect(results).toEqual(records.map(() => acceptedResult));
    expect(calls).toBe(5);
  });

  test('because of one record costs the others nothing', async () => {
    const { results } = await putInto((request) =>
      JSON.stringify(request).includes(Buffer.from('1').toString('base64'))
        ? failure(400, 'ValidationException')
        : acceptAll(request),
    );
    expect(results).toEqual([
      acceptedResult,
      { accepted: false, code: 'ValidationException', retryable: false, throttled: false },
      acceptedResult,
    ]);
  });
});

test('a call takes as many records as PutRecords does, and half of the bytes', () => {
  const { limits } = new KinesisEventStream(kinesisClientOf('http://127.0.0.1'), 'events');
  expect(limits).toMatchObject({ recordsPerCall: 500, bytesPerCall: 5_242_880 });
});
