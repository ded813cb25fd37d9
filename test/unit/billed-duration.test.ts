import { expect, test } from '@jest/globals';
import { billedMs, durationAt, gigabyteSeconds, processorShareOf } from '../../bench/invocations/billed-duration';
import type { Invocation } from '../../bench/invocations/invocation';

/** Computes 40 ms and then waits 60 ms for its calls. */
const invocation: Invocation = {
  readingMs: 0,
  cpuMs: 40,
  wallMs: 100,
  idleMs: 60,
  deliveries: 1,
  counts: { calls: { PutRecords: 6 }, records: 60, failedRecords: 0, bytes: 0, busyMs: 60, mostCallsInHand: 1 },
};

test('memory gives processor in proportion, up to a whole vCPU', () => {
  expect(processorShareOf(884.5)).toBe(0.5);
  expect(processorShareOf(1_769)).toBe(1);
  expect(processorShareOf(10_240)).toBe(1);
});

test('with less processor, computing takes longer and waiting stays', () => {
  expect(durationAt(1, invocation)).toBe(100);
  expect(durationAt(0.5, invocation)).toBe(140);
});

test('what is computed while calls are in hand takes its longer time off the waiting', () => {
  const overlapping = { ...invocation, counts: { ...invocation.counts, busyMs: 80 } };
  expect(durationAt(0.5, overlapping)).toBe(40 / 0.5 + 40);
  expect(durationAt(0.1, overlapping)).toBe(400);
});

test('the reading of the event is billed too, and a begun millisecond as a whole one', () => {
  expect(billedMs(1_769, { ...invocation, readingMs: 2.1 })).toBe(103);
});

test('GB-seconds are for a million events', () => {
  expect(gigabyteSeconds(512, 200, 1_000)).toBe(100);
});
