import { beforeEach, describe, expect, test } from '@jest/globals';
import { processBatch } from '../../lambda/domain/batch/process-batch';
import type { Delivery, SubmissionMessage } from '../../lambda/domain/intake/message';
import { OrderedPublisher } from '../../lambda/domain/publishing/ordered-publisher';
import { FakeClock } from '../support/fake-clock';
import { FakeDiagnosticQueue } from '../support/fake-diagnostic-queue';
import { FakeEventStream } from '../support/fake-event-stream';
import { FakeSubmissionQueue } from '../support/fake-submission-queue';
import { aMessage } from '../support/messages';
import { anEncoder } from '../support/records';
import { aSubmissionOf, toBody } from '../support/submissions';

let stream: FakeEventStream;
let submissionQueue: FakeSubmissionQueue;
let diagnosticQueue: FakeDiagnosticQueue;
let clock: FakeClock;

beforeEach(() => {
  stream = new FakeEventStream();
  submissionQueue = new FakeSubmissionQueue();
  diagnosticQueue = new FakeDiagnosticQueue();
  clock = new FakeClock();
});

const process = (deliveries: readonly Delivery[]) => {
  const time = {
    stopPutsAt: clock.now() + 10_000,
    abortPutsAt: clock.now() + 11_000,
    putTimeoutMs: 100,
    patienceMs: 500,
  };
  const random = () => 0;
  return processBatch(deliveries, {
    publisher: new OrderedPublisher({ stream, clock, time, random, submissions: deliveries.length }),
    submissionQueue,
    diagnosticQueue,
    encode: anEncoder('nested'),
    clock,
    time,
    random,
  });
};

const aDelivery = (messageId: string, changes: Partial<SubmissionMessage> = {}) => {
  const message = aMessage({ messageId, body: toBody(aSubmissionOf(2)), ...changes });
  return { messageId, length: message.body.length, message };
};
const statusOf = (outcomes: readonly { readonly messageId: string; readonly status: string }[]) =>
  Object.fromEntries(outcomes.map(({ messageId, status }) => [messageId, status]));

test('a delivery that cannot be read fails alone', async () => {
  const unreadable: Delivery = { messageId: 'unreadable', length: 0, fault: new TypeError('secret') };
  const { outcomes, summary } = await process([aDelivery('a'), unreadable, aDelivery('b')]);
  expect(statusOf(outcomes)).toEqual({ a: 'published', unreadable: 'failed', b: 'published' });
  const [fault] = outcomes.filter(({ status }) => status === 'failed');
  expect(fault).toMatchObject({ failed: 'process', code: 'TypeError', eventsPublished: 0 });
  expect(fault).toHaveProperty('frames', expect.arrayContaining([expect.stringMatching(/^at /)]));
  expect(JSON.stringify(fault)).not.toContain('secret');
  expect(summary).toMatchObject({ received: 3, published: 2, failed: 1 });
});

test('what takes long to decode comes last, and the others are published meanwhile', async () => {
  const ofSize = (id: string, size: number) =>
    aDelivery(id, { body: toBody({ padding: 'x'.repeat(size), ...aSubmissionOf(1) }) });
  const decoded: { readonly messageId: string; readonly calls: number }[] = [];
  const deliveries = [ofSize('largest', 600_000), ofSize('small', 10), ofSize('large', 500_000)].map((delivery) => ({
    ...delivery,
    message: {
      ...delivery.message,
      get body() {
        if (decoded.at(-1)?.messageId !== delivery.messageId) {
          decoded.push({ messageId: delivery.messageId, calls: stream.calls.length });
        }
        return delivery.message.body;
      },
    },
  }));
  const { outcomes } = await process(deliveries);
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['published']));
  expect(decoded).toEqual([
    { messageId: 'small', calls: 0 },
    { messageId: 'large', calls: 1 },
    { messageId: 'largest', calls: 2 },
  ]);
});

test('what is quickly decoded shares calls', async () => {
  await process(['a', 'b', 'c'].map((id) => aDelivery(id, { body: toBody(aSubmissionOf(1)) })));
  expect(stream.calls.map((records) => records.length)).toEqual([3]);
});

test('a batch tells how long it took', async () => {
  clock.nextTurn = async () => clock.pass(700);
  const { summary } = await process([aDelivery('a', { body: toBody(aSubmissionOf(1)) })]);
  expect(summary.durationMs).toBeGreaterThanOrEqual(700);
  expect(summary.durationMs).toBeLessThan(10_000);
});

test('what there is no time for is reported failed, alone, and comes back', async () => {
  clock.nextTurn = async () => clock.pass(4_000);
  const body = (length: number) => toBody({ padding: 'x'.repeat(length), ...aSubmissionOf(0) });
  const sizes = [200_000, 300_000, 400_000, 500_000, 600_000];
  const { outcomes } = await process(
    sizes.map((size) => aDelivery(String(size), { body: body(size), receiveCount: 2 })),
  );
  expect(statusOf(outcomes)).toEqual({
    200000: 'published',
    300000: 'published',
    400000: 'published',
    500000: 'failed',
    600000: 'failed',
  });
  expect(outcomes.filter(({ status }) => status === 'failed')).toMatchObject([
    { failed: 'process', code: 'OutOfTime' },
    { failed: 'process', code: 'OutOfTime' },
  ]);
  expect(submissionQueue.delays.map(({ seconds }) => seconds)).toEqual([20, 20]);
});

test('failed submissions come back after a delay that grows with their receives, and no others', async () => {
  stream = new FakeEventStream(() => 'denied');
  const { summary } = await process([1, 2, 3].map((receiveCount) => aDelivery(`m${receiveCount}`, { receiveCount })));
  expect(submissionQueue.delays.map(({ message, seconds }) => [message.messageId, seconds])).toEqual([
    ['m1', 5],
    ['m2', 20],
    ['m3', 80],
  ]);
  expect(summary).toMatchObject({ retries: { confirmed: 3, failures: {} } });
  submissionQueue.delays.length = 0;
  stream = new FakeEventStream();
  await process([aDelivery('good'), aDelivery('bad', { body: 'broken' })]);
  expect(submissionQueue.delays).toEqual([]);
});

describe('the age of the oldest failed submission', () => {
  const sentAgo = (seconds: number) => ({ sentTimestamp: clock.now() - seconds * 1_000 });

  test('counts from when the sensor sent it, whatever else was sent before or came to its end', async () => {
    stream = new FakeEventStream(() => 'denied');
    const { summary } = await process([
      aDelivery('old', sentAgo(700)),
      aDelivery('older', { ...sentAgo(900), continuation: { from: { published: 1 } } }),
      aDelivery('rejected', { ...sentAgo(2_000), body: 'broken' }),
    ]);
    expect(summary).toMatchObject({ failed: 2, rejected: 1, oldestFailedAgeMs: 900_000 });
  });

  test('is that of none where none failed', async () => {
    const { summary } = await process([aDelivery('good', sentAgo(700))]);
    expect(summary).toMatchObject({ published: 1, oldestFailedAgeMs: undefined });
  });
});

test('a continuation takes the place of what it continues', async () => {
  const continuation = { from: { published: 1 }, receiptHandle: 'receipt-0' };
  const { outcomes, summary } = await process([aDelivery('continuation', { continuation }), aDelivery('other')]);
  expect(submissionQueue.deleted).toEqual(['receipt-0']);
  expect(summary.continuedMessages).toEqual({ confirmed: 1, failures: {} });
  expect(statusOf(outcomes)).toEqual({ continuation: 'published', other: 'published' });
});

test('a continuation that is not believed starts at its first event, and is counted', async () => {
  const { mistrusted, summary } = await process([
    aDelivery('forged', { mistrustedSender: 'AIDASENSOR' }),
    aDelivery('b'),
  ]);
  expect(summary).toMatchObject({ mistrusted: 1, published: 2, events: { new_process: 4 } });
  expect(mistrusted.map(({ messageId }) => messageId)).toEqual(['forged']);
  expect(submissionQueue.deleted).toEqual([]);
});
