import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { StreamRecord } from '../../lambda/domain/events/stream-record';
import type { PutResult } from '../../lambda/domain/ports';
import type { Lane } from '../../lambda/domain/publishing/lane';
import { OrderedPublisher } from '../../lambda/domain/publishing/ordered-publisher';
import { aRecord } from '../support/records';

const aLane = (partitionKey: string, length: number): Lane => ({
  length,
  record: (position) => aRecord(partitionKey, String(position)),
});

const accepted: PutResult = { accepted: true, sequenceNumber: '1', shardId: 'shardId-000000000000' };

/** A publisher whose calls are answered, and whose sleeps end, when the test says so. */
const startPublishing = (recordsPerCall = 500) => {
  const calls: { readonly keys: readonly string[]; readonly answer: () => void }[] = [];
  const sleeps: { readonly milliseconds: number; readonly wake: () => void }[] = [];
  const publisher = new OrderedPublisher({
    stream: {
      limits: { recordsPerCall, bytesPerCall: 5_000_000, callsInFlight: 4 },
      put: (records: readonly StreamRecord[]) => {
        const { promise, resolve } = Promise.withResolvers<readonly PutResult[]>();
        const keys = records.map(({ partitionKey }) => partitionKey);
        calls.push({ keys, answer: () => resolve(records.map(() => accepted)) });
        return promise;
      },
    },
    clock: {
      now: () => 0,
      sleep: (milliseconds) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        sleeps.push({ milliseconds, wake: resolve });
        return promise;
      },
      nextTurn: () => setImmediate(),
    },
    time: { stopPutsAt: 10_000, abortPutsAt: 10_500, putTimeoutMs: 1_000, patienceMs: 10_000 },
    submissions: 1,
    random: () => 0.5,
  });
  return { publisher, calls, sleeps, keysOfCalls: () => calls.map(({ keys }) => keys) };
};

/** All that is ready to run has run after this. */
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await setImmediate();
};

test('a lane that comes while a call is in flight joins its lanes, where a call has room for all of them', async () => {
  const { publisher, calls, keysOfCalls } = startPublishing();
  const published = [publisher.publish(aLane('early', 2))];
  await turns();
  published.push(publisher.publish(aLane('late', 2)));
  await turns();
  expect(keysOfCalls()).toEqual([['early']]);
  calls[0]?.answer();
  await turns();
  expect(keysOfCalls()).toEqual([['early'], ['late', 'early']]);
  calls[1]?.answer();
  await turns();
  calls[2]?.answer();
  await Promise.all(published);
  expect(publisher.cost).toMatchObject({ calls: 3, records: 4 });
});

test('a call that takes long holds others for 20 ms, and then no more', async () => {
  const { publisher, calls, sleeps, keysOfCalls } = startPublishing();
  const stalled = publisher.publish(aLane('stalled', 1));
  await turns();
  const healthy = publisher.publish(aLane('healthy', 2));
  await turns();
  expect(sleeps.map(({ milliseconds }) => milliseconds)).toEqual([20]);
  sleeps[0]?.wake();
  await turns();
  expect(keysOfCalls()).toEqual([['stalled'], ['healthy']]);
  calls[1]?.answer();
  await turns();
  expect(keysOfCalls()).toEqual([['stalled'], ['healthy'], ['healthy']]);
  expect(sleeps).toHaveLength(1);
  calls[2]?.answer();
  expect(await healthy).toMatchObject({ published: 2 });
  calls[0]?.answer();
  expect(await stalled).toMatchObject({ published: 1 });
});

test('a hold that ended with an answer ends no later one', async () => {
  const { publisher, calls, sleeps, keysOfCalls } = startPublishing();
  const first = publisher.publish(aLane('first', 1));
  await turns();
  const second = publisher.publish(aLane('second', 1));
  await turns();
  calls[0]?.answer();
  await turns();
  const third = publisher.publish(aLane('third', 1));
  await turns();
  sleeps[0]?.wake();
  await turns();
  expect(keysOfCalls()).toEqual([['first'], ['second']]);
  calls[1]?.answer();
  await turns();
  calls[2]?.answer();
  expect(await Promise.all([first, second, third])).toMatchObject([
    { published: 1 },
    { published: 1 },
    { published: 1 },
  ]);
});

test('lanes that need a call of their own anyway are put at once', async () => {
  const { publisher, calls, sleeps, keysOfCalls } = startPublishing(2);
  const published = ['a', 'b'].map((key) => publisher.publish(aLane(key, 1)));
  await turns();
  published.push(publisher.publish(aLane('c', 1)));
  await turns();
  expect(keysOfCalls()).toEqual([['a', 'b'], ['c']]);
  expect(sleeps).toEqual([]);
  for (const { answer } of calls) answer();
  await Promise.all(published);
});

test('lanes are brought back in step however many records were put before', async () => {
  const { publisher, calls, keysOfCalls } = startPublishing(2);
  const before = publisher.publish(aLane('before', 3));
  for (let call = 0; call < 3; call++) {
    await turns();
    calls[call]?.answer();
  }
  await before;
  const published = [publisher.publish(aLane('early', 2))];
  await turns();
  published.push(publisher.publish(aLane('late', 1)));
  await turns();
  calls[3]?.answer();
  await turns();
  expect(keysOfCalls().slice(3)).toEqual([['early'], ['late', 'early']]);
  calls[4]?.answer();
  await Promise.all(published);
});
