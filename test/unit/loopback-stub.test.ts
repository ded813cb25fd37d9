import { PutRecordCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { judgeArrivals } from '../../bench/loopback/judge-arrivals';
import { healthy } from '../../bench/loopback/stub-conditions';
import { StubControl } from '../../bench/loopback/stub-control';
import { startStubServer } from '../../bench/loopback/stub-server';
import type { LoopbackServer } from '../../local/emulated-aws/loopback-server';
import { createClients, type LocalClients } from '../../local/emulated-aws/stack/clients';

let server: LoopbackServer;
let stub: StubControl;
let clients: LocalClients;

beforeAll(async () => {
  server = await startStubServer();
  stub = new StubControl(server.endpoint);
  clients = createClients({ sqs: server.endpoint, kinesis: server.endpoint });
});

afterAll(async () => {
  clients.kinesis.destroy();
  clients.sqs.destroy();
  await server[Symbol.asyncDispose]();
});

/** As [submission, sequence]. */
type Event = readonly [submission: string, sequence: number];

const toRecord = ([submission_id, sequence]: Event) => ({
  PartitionKey: submission_id,
  Data: Buffer.from(JSON.stringify({ submission_id, sequence })),
});

const put = (events: readonly Event[]) =>
  clients.kinesis.send(new PutRecordsCommand({ StreamName: 'events', Records: events.map(toRecord) }));

const eventsOf = (submissions: number, length: number): readonly Event[] =>
  Array.from({ length: submissions * length }, (_, index): Event => [`s${Math.floor(index / length)}`, index % length]);

describe('the stub of Kinesis and SQS', () => {
  test('keeps what arrives in order, and counts it by call', async () => {
    await stub.begin({ ...healthy, recording: true });
    await put([
      ['one', 0],
      ['two', 0],
    ]);
    await put([['one', 1]]);
    expect((await stub.arrived()).map(({ partitionKey }) => partitionKey)).toEqual(['one', 'two', 'one']);
    expect(await stub.counts()).toMatchObject({ calls: { PutRecords: 2 }, records: 3, failedRecords: 0 });
  });

  test('gives a submission one shard, and rising sequence numbers there', async () => {
    await stub.begin({ ...healthy, shards: 8 });
    const answers = [await put(eventsOf(20, 1)), await put(eventsOf(20, 1))];
    const [first = [], second = []] = answers.map(({ Records = [] }) => Records);
    expect(second.map(({ ShardId }) => ShardId)).toEqual(first.map(({ ShardId }) => ShardId));
    expect(new Set(first.map(({ ShardId }) => ShardId)).size).toBeGreaterThan(1);
    for (const [index, { SequenceNumber = '' }] of second.entries()) {
      expect(BigInt(SequenceNumber)).toBeGreaterThan(BigInt(first[index]?.SequenceNumber ?? 0));
    }
  });

  test('fails the asked share of records, the same ones for the same seed, and does not keep them', async () => {
    const failedOf = async (seed: number) => {
      await stub.begin({ ...healthy, failingShare: 0.1, recording: true, seed });
      const { Records = [], FailedRecordCount } = await put(eventsOf(500, 1));
      const failed = Records.flatMap(({ ErrorCode }, index) => (ErrorCode === undefined ? [] : index));
      expect(FailedRecordCount).toBe(failed.length);
      expect(await stub.arrived()).toHaveLength(500 - failed.length);
      expect(await stub.counts()).toMatchObject({ records: 500, failedRecords: failed.length });
      return failed;
    };
    const once = await failedOf(1);
    expect(once.length).toBeGreaterThan(20);
    expect(once.length).toBeLessThan(100);
    expect(await failedOf(1)).toEqual(once);
    expect(await failedOf(2)).not.toEqual(once);
  });

  test('refuses a record that is put alone where it fails', async () => {
    await stub.begin({ ...healthy, failingShare: 1 });
    const command = new PutRecordCommand({ StreamName: 'events', ...toRecord(['one', 0]) });
    await expect(clients.kinesis.send(command)).rejects.toThrow('Rate exceeded');
  });

  test('confirms messages, and the client believes it', async () => {
    await stub.begin(healthy);
    const answer = await clients.sqs.send(
      new SendMessageBatchCommand({ QueueUrl: server.endpoint, Entries: [{ Id: 'a', MessageBody: 'body' }] }),
    );
    expect(answer.Successful).toMatchObject([{ Id: 'a' }]);
  });

  test('answers no call before its delay is over, and tells for how long it had calls in hand', async () => {
    await stub.begin({ ...healthy, delayMs: 20 });
    const startedAt = performance.now();
    await Promise.all([put([['one', 0]]), put([['two', 0]])]);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(20);
    const { busyMs, mostCallsInHand } = await stub.counts();
    expect(busyMs).toBeGreaterThanOrEqual(20);
    expect(mostCallsInHand).toBe(2);
  });
});

describe('what arrived is judged', () => {
  const judge = (events: readonly Event[]) =>
    judgeArrivals(
      new Map([
        ['one', 3],
        ['two', 1],
      ]),
      events.map((event) => {
        const { PartitionKey, Data } = toRecord(event);
        return { partitionKey: PartitionKey, data: Data.toString('base64'), shardId: 'shardId-000000000000' };
      }),
    );

  test('as right where every event is there once, in its submission’s order', () => {
    const events: readonly Event[] = [
      ['one', 0],
      ['two', 0],
      ['one', 1],
      ['one', 2],
    ];
    expect(judge(events)).toEqual({ expected: 4, lost: 0, duplicates: 0, outOfOrder: 0 });
  });

  test('by what is missing', () => {
    expect(judge([['one', 0]])).toEqual({ expected: 4, lost: 3, duplicates: 0, outOfOrder: 0 });
  });

  test('by what came again, wherever that stands', () => {
    const events: readonly Event[] = [
      ['one', 0],
      ['one', 1],
      ['one', 0],
      ['one', 2],
      ['two', 0],
      ['two', 0],
    ];
    expect(judge(events)).toEqual({ expected: 4, lost: 0, duplicates: 2, outOfOrder: 0 });
  });

  test('by what came first after a later event had', () => {
    const events: readonly Event[] = [
      ['one', 2],
      ['one', 0],
      ['one', 1],
      ['two', 0],
    ];
    expect(judge(events)).toEqual({ expected: 4, lost: 0, duplicates: 0, outOfOrder: 2 });
  });
});
