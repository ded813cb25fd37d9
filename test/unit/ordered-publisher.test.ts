import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StreamRecord } from '../../lambda/domain/events/stream-record';
import type { EventStream } from '../../lambda/domain/ports';
import type { Lane } from '../../lambda/domain/publishing/lane';
import { OrderedPublisher } from '../../lambda/domain/publishing/ordered-publisher';
import { FakeClock } from '../support/fake-clock';
import { FakeEventStream, type Fate } from '../support/fake-event-stream';
import { aRecord } from '../support/records';

const aLane = (key: string, length: number, size = 0): Lane => ({
  length,
  record: (position) => aRecord(key, String(position).padEnd(size)),
});
const positions = (length: number): readonly string[] => Array.from({ length }, (_, position) => String(position));

const aPublisher = (
  stream: EventStream,
  clock = new FakeClock(),
  { timeMs = 1e9, patienceMs = 1e9, submissions = 1 } = {},
) =>
  new OrderedPublisher({
    stream,
    clock,
    time: {
      stopPutsAt: clock.now() + timeMs,
      abortPutsAt: clock.now() + timeMs + 500,
      putTimeoutMs: 1_000,
      patienceMs,
    },
    random: () => 0.5,
    submissions,
  });

describe('publishing in order', () => {
  test('a batch costs as many calls as its longest lane has records', async () => {
    const stream = new FakeEventStream();
    const publisher = aPublisher(stream);
    await Promise.all(positions(100).map((key, index) => publisher.publish(aLane(key, 1 + (index % 9)))));
    expect(stream.calls).toHaveLength(9);
    expect(publisher.cost).toMatchObject({ calls: 9, refusals: {} });
  });

  test('lanes beyond one call share calls that are in flight together, up to a limit', async () => {
    const stream = new FakeEventStream();
    const publisher = aPublisher(stream);
    await Promise.all(positions(3_000).map((key) => publisher.publish(aLane(key, 2))));
    expect(stream.mostCallsInFlight).toBe(4);
    expect(stream.calls.every((records) => records.length <= 500)).toBe(true);
    expect(stream.calls).toHaveLength(12);
  });

  test('a call never exceeds its size limit', async () => {
    const stream = new FakeEventStream();
    const publisher = aPublisher(stream);
    await Promise.all(positions(12).map((key) => publisher.publish(aLane(key, 1, 1_000_000))));
    const sizes = stream.calls.map((records) => records.reduce((sum, { size }) => sum + size, 0));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(stream.limits.bytesPerCall);
    expect(stream.calls).toHaveLength(3);
  });

  test('a call is filled to the last byte, and a record that fills more than one goes alone', async () => {
    const stream = new FakeEventStream(() => 'accepted', { recordsPerCall: 500, bytesPerCall: 22, callsInFlight: 1 });
    const publisher = aPublisher(stream);
    const lanes = [aLane('a', 1, 10), aLane('b', 1, 10), aLane('c', 1, 30), aLane('d', 1, 10)];
    await Promise.all(lanes.map((lane) => publisher.publish(lane)));
    const keysOf = (records: readonly StreamRecord[]) => records.map(({ partitionKey }) => partitionKey).join('');
    expect(stream.calls.map(keysOf)).toEqual(['ab', 'c', 'd']);
  });

  test('a lane without records is published at once', async () => {
    const stream = new FakeEventStream();
    expect(await aPublisher(stream).publish(aLane('empty', 0))).toEqual({ published: 0 });
    expect(stream.calls).toHaveLength(0);
  });

  test('a lane goes on from where it was left', async () => {
    const stream = new FakeEventStream();
    expect(await aPublisher(stream).publish(aLane('a', 5), { published: 3 })).toMatchObject({ published: 5 });
    expect(stream.contents.get('a')).toEqual(['3', '4']);
  });

  test('a record that is refused for good ends its lane and no other', async () => {
    const stream = new FakeEventStream(({ partitionKey, data }) =>
      partitionKey === 'bad' && data.startsWith('2') ? 'denied' : 'accepted',
    );
    const publisher = aPublisher(stream);
    const [bad, good] = await Promise.all([publisher.publish(aLane('bad', 5)), publisher.publish(aLane('good', 5))]);
    expect(bad).toMatchObject({ published: 2, failure: { code: 'AccessDeniedException' } });
    expect(good).toMatchObject({ published: 5 });
    expect(good.failure).toBeUndefined();
    expect(stream.contents.get('bad')).toEqual(['0', '1']);
    expect(stream.calls).toHaveLength(5);
  });

  test('the cost tells how often records were put, put again and refused, and the bytes of those accepted', async () => {
    let refusals = 2;
    const stream = new FakeEventStream(({ partitionKey }) =>
      partitionKey === 'denied' ? 'denied' : refusals-- > 0 ? 'throttled' : 'accepted',
    );
    const publisher = aPublisher(stream);
    await publisher.publish(aLane('a', 2));
    await publisher.publish(aLane('denied', 1));
    expect(publisher.cost).toEqual({
      calls: 5,
      records: 2,
      bytes: 4,
      retries: 2,
      throttled: 2,
      refusals: { ProvisionedThroughputExceededException: 2, AccessDeniedException: 1 },
      inversions: 0,
    });
  });

  test('a shard that stays down costs its lanes, which say why, and no others', async () => {
    const stream = new FakeEventStream(({ partitionKey }) => (partitionKey === 'down' ? 'throttled' : 'accepted'));
    const publisher = aPublisher(stream, new FakeClock(), { timeMs: 10_000 });
    const [down, up] = await Promise.all([publisher.publish(aLane('down', 3)), publisher.publish(aLane('up', 30))]);
    expect(down).toEqual({ published: 0, failure: { code: 'ProvisionedThroughputExceededException' } });
    expect(up).toMatchObject({ published: 30 });
    expect(up.failure).toBeUndefined();
  });

  test('no call starts after the time is up', async () => {
    const clock = new FakeClock();
    const stream = new FakeEventStream(() => {
      clock.pass(100);
      return 'accepted';
    });
    const progress = await aPublisher(stream, clock, { timeMs: 450 }).publish(aLane('a', 50));
    expect(progress).toMatchObject({ published: 5, failure: { code: 'OutOfTime' } });
    expect(stream.contents.get('a')).toEqual(positions(5));
  });

  test('a put that rejects says nothing of its records: they are put again, and calls go on', async () => {
    const stream = new FakeEventStream();
    let rejections = 2 * stream.limits.callsInFlight;
    const put = (records: readonly StreamRecord[]): ReturnType<EventStream['put']> =>
      rejections-- > 0 ? Promise.reject(new Error('not foreseen')) : stream.put(records);
    const publisher = aPublisher({ limits: stream.limits, put });
    const lanes = positions(3_000).map((key) => publisher.publish(aLane(key, 1)));
    expect(await Promise.all(lanes)).toMatchObject(positions(3_000).map(() => ({ published: 1 })));
    expect(publisher.cost.refusals['NoResult']).toBeGreaterThan(0);
  });

  test('a lane whose record cannot be made fails alone', async () => {
    const stream = new FakeEventStream();
    const publisher = aPublisher(stream);
    const broken: Lane = {
      length: 2,
      record: (position) => {
        if (position === 1) throw new RangeError('no such event');
        return aRecord('broken', '0');
      },
    };
    const [failed, good] = await Promise.allSettled([publisher.publish(broken), publisher.publish(aLane('good', 5))]);
    expect(failed.status).toBe('rejected');
    expect(good).toMatchObject({ status: 'fulfilled', value: { published: 5 } });
  });
});

/** As where each record has a call of its own. */
const oneByOne = { recordsPerCall: 1, bytesPerCall: 1_048_576, callsInFlight: 50 };

describe('sequence numbers', () => {
  test('are passed on: each record is put behind the one that its lane had acknowledged before', async () => {
    const stream = new FakeEventStream();
    const publisher = aPublisher(stream);
    const [first, second] = await Promise.all([publisher.publish(aLane('a', 2)), publisher.publish(aLane('b', 1))]);
    const [firstCall = [], secondCall = []] = stream.calls;
    expect(firstCall.map(({ after }) => after)).toEqual([undefined, undefined]);
    expect(secondCall.map(({ after }) => after)).toEqual([String(10n ** 40n + 1n)]);
    expect(first.sequenceNumber).toBe(String(10n ** 40n + 3n));
    expect(second.sequenceNumber).toBe(String(10n ** 40n + 2n));
  });

  test('stay the same for a record that is put again', async () => {
    let puts = 0;
    const stream = new FakeEventStream(() => (++puts === 2 || puts === 3 ? 'throttled' : 'accepted'));
    await aPublisher(stream).publish(aLane('a', 2));
    const [first, ...again] = stream.calls.flat().map(({ after }) => after);
    expect(first).toBeUndefined();
    expect(again).toHaveLength(3);
    expect(new Set(again)).toEqual(new Set([String(10n ** 40n + 1n)]));
  });

  test('say where a lane that ended early goes on, and behind what', async () => {
    const ended = await aPublisher(
      new FakeEventStream(({ data }) => (data.startsWith('2') ? 'denied' : 'accepted')),
    ).publish(aLane('a', 4));
    const stream = new FakeEventStream();
    await aPublisher(stream).publish(aLane('a', 4), ended);
    expect(stream.contents.get('a')).toEqual(['2', '3']);
    expect(stream.calls[0]?.[0]?.after).toBe(ended.sequenceNumber);
    expect(ended.sequenceNumber).toBe(String(10n ** 40n + 2n));
  });

  test('are kept where a lane that goes on gets no further', async () => {
    const from = { published: 1, sequenceNumber: '7' };
    const progress = await aPublisher(new FakeEventStream(() => 'denied')).publish(aLane('a', 2), from);
    expect(progress).toEqual({ ...from, failure: { code: 'AccessDeniedException' } });
  });

  test('that are not above the one before count as inversions, each by itself', async () => {
    const stream = new FakeEventStream(({ data }) => (/^[25]/.test(data) ? 'inverted' : 'accepted'));
    const publisher = aPublisher(stream);
    await Promise.all(['a', 'b', 'c'].map((key) => publisher.publish(aLane(key, 7))));
    expect(publisher.cost).toMatchObject({ records: 21, inversions: 6 });
  });

  test('of different lanes, or of different shards, are not compared', async () => {
    const byLane = aPublisher(
      new FakeEventStream(({ partitionKey }) => (partitionKey === 'a' ? 'accepted' : 'inverted')),
    );
    await Promise.all([byLane.publish(aLane('a', 3)), byLane.publish(aLane('b', 1)), byLane.publish(aLane('c', 1))]);
    expect(byLane.cost.inversions).toBe(0);

    const resharded = aPublisher(new FakeEventStream(({ data }) => (data.startsWith('1') ? 'moved' : 'accepted')));
    await resharded.publish(aLane('a', 3));
    expect(resharded.cost).toMatchObject({ records: 3, inversions: 0 });
  });

  test('whatever the stream does, each record that is put follows one that was acknowledged to its lane, and the last such', async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async ({ lengths, fates, timeMs }) => {
        const acknowledged = new Map<string, string>();
        const stream = new FakeEventStream(() => fates.next().value, oneByOne);
        const put = stream.put.bind(stream);
        stream.put = async (records) => {
          for (const { partitionKey, after } of records) expect(after).toBe(acknowledged.get(partitionKey));
          const results = await put(records);
          for (const [index, result] of results.entries()) {
            const key = records[index]?.partitionKey ?? '';
            if (result.accepted) acknowledged.set(key, result.sequenceNumber);
          }
          return results;
        };
        const publisher = aPublisher(stream, new FakeClock(), { timeMs });
        const progress = await Promise.all(
          lengths.map((length, lane) => publisher.publish(aLane(String(lane), length))),
        );
        expect(progress.map(({ sequenceNumber }) => sequenceNumber)).toEqual(
          lengths.map((_, lane) => acknowledged.get(String(lane))),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('a stream that takes one record a call', () => {
  test('gets as many calls as there are records, and no more at once than it allows', async () => {
    const stream = new FakeEventStream(undefined, oneByOne);
    const publisher = aPublisher(stream);
    await Promise.all(positions(120).map((key) => publisher.publish(aLane(key, 3))));
    expect(publisher.cost).toMatchObject({ calls: 360, records: 360, inversions: 0 });
    expect(stream.calls.every(({ length }) => length === 1)).toBe(true);
    expect(stream.mostCallsInFlight).toBe(50);
    expect(stream.overlaps).toBe(0);
  });

  test('has a lane whose calls take long in no other lane’s way', async () => {
    const stream = new FakeEventStream(({ partitionKey }) => (partitionKey === 'slow' ? 'throttled' : 'accepted'), {
      ...oneByOne,
      callsInFlight: 2,
    });
    const publisher = aPublisher(stream, new FakeClock(), { timeMs: 5_000 });
    const [slow, quick] = await Promise.all([publisher.publish(aLane('slow', 2)), publisher.publish(aLane('a', 20))]);
    expect(slow).toMatchObject({ published: 0, failure: { code: 'ProvisionedThroughputExceededException' } });
    expect(quick).toMatchObject({ published: 20 });
    expect(quick.failure).toBeUndefined();
  });
});

describe('the patience of an invocation', () => {
  const downFor = (key: string) => (record: StreamRecord) => (record.partitionKey === key ? 'throttled' : 'accepted');

  test('ends where no lane advances, long before its time', async () => {
    const clock = new FakeClock();
    const publisher = aPublisher(new FakeEventStream(() => 'throttled'), clock, { patienceMs: 6_000, submissions: 9 });
    const startedAt = clock.now();
    const lanes = await Promise.all(positions(9).map((key) => publisher.publish(aLane(key, 3))));
    const failure = { code: 'ProvisionedThroughputExceededException' };
    expect(lanes).toMatchObject(positions(9).map(() => ({ published: 0, failure })));
    expect(clock.now() - startedAt).toBeLessThan(8_000);
  });

  test('ends for one record that always fails where the others are done', async () => {
    const clock = new FakeClock();
    const publisher = aPublisher(new FakeEventStream(downFor('bad')), clock, { patienceMs: 6_000, submissions: 9 });
    const startedAt = clock.now();
    const lanes = ['bad', ...positions(8)].map((key) => publisher.publish(aLane(key, 3)));
    expect((await Promise.all(lanes)).filter(({ failure }) => failure)).toHaveLength(1);
    expect(clock.now() - startedAt).toBeLessThan(8_000);
  });

  /** Each call takes a second. */
  const slowly = (clock: FakeClock) =>
    new FakeEventStream(() => {
      clock.pass(1_000);
      return 'accepted';
    });

  test('ends for a lane that is long where the others are done: the rest of it is for a continuation', async () => {
    const clock = new FakeClock();
    const publisher = aPublisher(slowly(clock), clock, { patienceMs: 6_000, submissions: 2 });
    const lanes = await Promise.all([publisher.publish(aLane('long', 50)), publisher.publish(aLane('short', 1))]);
    expect(lanes).toMatchObject([{ published: expect.any(Number), failure: { code: 'OutOfTime' } }, { published: 1 }]);
    expect(lanes[0].published).toBeGreaterThan(0);
    expect(lanes[0].published).toBeLessThan(10);
  });

  test('lasts for a long lane that nobody waits for', async () => {
    const clock = new FakeClock();
    const publisher = aPublisher(slowly(clock), clock, { patienceMs: 6_000, submissions: 1 });
    expect(await publisher.publish(aLane('long', 50))).toMatchObject({ published: 50 });
  });

  test('lasts in an overload, where most lanes advance and none of them ends', async () => {
    const clock = new FakeClock();
    const publisher = aPublisher(slowly(clock), clock, { patienceMs: 6_000, submissions: 3 });
    const lanes = await Promise.all(['a', 'b', 'c'].map((key) => publisher.publish(aLane(key, 20))));
    expect(lanes).toMatchObject([{ published: 20 }, { published: 20 }, { published: 20 }]);
  });
});

/** The first time that each text occurs. */
const firstOccurrences = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const schedules = fc.record({
  lengths: fc.array(fc.nat(12), { minLength: 1, maxLength: 40 }),
  fates: fc.infiniteStream(
    fc.oneof(
      { weight: 5, arbitrary: fc.constant<Fate>('accepted') },
      { weight: 2, arbitrary: fc.constant<Fate>('throttled') },
      { weight: 1, arbitrary: fc.constant<Fate>('lost') },
    ),
  ),
  timeMs: fc.oneof(fc.constant(1e9), fc.nat(3_000)),
});

describe('whatever the stream does to each record', () => {
  test('first occurrences are in order, none is missing, and what is said to be published is', async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async ({ lengths, fates, timeMs }) => {
        const stream = new FakeEventStream(() => fates.next().value);
        const publisher = aPublisher(stream, new FakeClock(), { timeMs });
        const progress = await Promise.all(
          lengths.map((length, lane) => publisher.publish(aLane(String(lane), length))),
        );
        for (const [lane, { published, failure }] of progress.entries()) {
          const first = firstOccurrences(stream.contents.get(String(lane)) ?? []);
          expect(first).toEqual(positions(first.length));
          expect(first.length).toBeGreaterThanOrEqual(published);
          if (!failure) expect(published).toBe(lengths[lane]);
          if (timeMs === 1e9) expect(failure).toBeUndefined();
        }
      }),
      { numRuns: 300 },
    );
  });

  test('only what was not accepted is put again', async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async ({ lengths, fates }) => {
        let lost = 0;
        const stream = new FakeEventStream(() => {
          const fate = fates.next().value;
          if (fate === 'lost') lost++;
          return fate;
        });
        const publisher = aPublisher(stream);
        await Promise.all(lengths.map((length, lane) => publisher.publish(aLane(String(lane), length))));
        const records = [...stream.contents.values()].flat().length;
        expect(records).toBe(lengths.reduce((sum, length) => sum + length, 0) + lost);
      }),
      { numRuns: 100 },
    );
  });

  test('two records of a lane are never in flight together', async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async ({ lengths, fates }) => {
        const stream = new FakeEventStream(() => fates.next().value);
        const publisher = aPublisher(stream);
        await Promise.all(lengths.map((length, lane) => publisher.publish(aLane(String(lane), length))));
        expect(stream.overlaps).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});
