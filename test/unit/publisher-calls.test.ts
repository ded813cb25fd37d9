import { describe, expect, test } from '@jest/globals';
import type { StreamRecord } from '../../lambda/domain/events/stream-record';
import type { PutResult } from '../../lambda/domain/ports';
import type { Lane } from '../../lambda/domain/publishing/lane';
import { OrderedPublisher } from '../../lambda/domain/publishing/ordered-publisher';
import { FakeClock } from '../support/fake-clock';
import { aRecord } from '../support/records';

const aLane = (partitionKey: string, length: number): Lane => ({
  length,
  record: (position) => aRecord(partitionKey, String(position)),
});

let records = 0;
const accept = (): PutResult => ({
  accepted: true,
  sequenceNumber: String(++records),
  shardId: 'shardId-000000000000',
});
const throttled: PutResult = {
  accepted: false,
  code: 'ProvisionedThroughputExceededException',
  retryable: true,
  throttled: true,
};

const STOP_MS = 10_000;

/** @param answer the results of a call; may let time pass */
const startPublishing = (
  answer: (records: readonly StreamRecord[], clock: FakeClock) => readonly PutResult[],
  random = 0.5,
) => {
  const clock = new FakeClock();
  const startedAt = clock.now();
  const timeouts: number[] = [];
  const publisher = new OrderedPublisher({
    stream: {
      limits: { recordsPerCall: 500, bytesPerCall: 5_000_000, callsInFlight: 4 },
      put: async (records, timeoutMs) => {
        timeouts.push(timeoutMs);
        return answer(records, clock);
      },
    },
    clock,
    time: {
      stopPutsAt: startedAt + STOP_MS,
      abortPutsAt: startedAt + STOP_MS + 500,
      putTimeoutMs: 1_000,
      patienceMs: STOP_MS,
    },
    submissions: 1,
    random: () => random,
  });
  return { publisher, timeouts, elapsed: () => clock.now() - startedAt };
};

describe('a record', () => {
  test('without a result is put again, since nothing is known of it', async () => {
    let calls = 0;
    const { publisher } = startPublishing((records) => (++calls === 1 ? [] : records.map(accept)));
    expect(await publisher.publish(aLane('a', 2))).toMatchObject({ published: 2 });
    expect(publisher.cost).toMatchObject({ calls: 3, records: 2, retries: 1, throttled: 0, refusals: { NoResult: 1 } });
  });

  test('that failed is put again after a backoff that grows with its failures', async () => {
    const failures = 4;
    let calls = 0;
    const { publisher, elapsed } = startPublishing(() => [++calls > failures ? accept() : throttled], 1);
    await publisher.publish(aLane('a', 1));
    expect(elapsed()).toBe(50 + 100 + 200 + 400);
  });

  test('that failed just before no call may start any more waits no longer than until then', async () => {
    const { publisher, elapsed } = startPublishing((_, clock) => {
      clock.pass(STOP_MS - 10);
      return [throttled];
    });
    await publisher.publish(aLane('a', 1));
    expect(elapsed()).toBe(STOP_MS);
  });
});

describe('a lane that time runs out for', () => {
  test('says what the record failed with that it waits for', async () => {
    const { publisher } = startPublishing((_, clock) => {
      clock.pass(STOP_MS);
      return [throttled];
    });
    expect(await publisher.publish(aLane('a', 1))).toEqual({
      published: 0,
      failure: { code: 'ProvisionedThroughputExceededException' },
    });
  });

  test('says so where that record has not failed, though one before it has', async () => {
    let calls = 0;
    const { publisher } = startPublishing((_, clock) => {
      if (++calls === 1) return [throttled];
      clock.pass(STOP_MS);
      return [accept()];
    });
    expect(await publisher.publish(aLane('a', 2))).toMatchObject({ published: 1, failure: { code: 'OutOfTime' } });
  });
});

describe('a call', () => {
  test('has a time of its own, and no more than there is', async () => {
    const { publisher, timeouts } = startPublishing((records, clock) => {
      clock.pass(4_900);
      return records.map(accept);
    });
    await publisher.publish(aLane('a', 9));
    expect(timeouts).toEqual([1_000, 1_000, 700]);
  });

  test('takes the lanes that have waited longest', async () => {
    const keys: string[] = [];
    const { publisher } = startPublishing((records) => {
      keys.push(...records.map(({ partitionKey }) => partitionKey));
      return records.map(accept);
    });
    const lanes = Array.from({ length: 2_600 }, (_, index) => String(index));
    await Promise.all(lanes.map((key) => publisher.publish(aLane(key, 1))));
    expect(keys).toEqual(lanes);
  });
});
