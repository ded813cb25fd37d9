import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { billOf, costOfService, totalOf } from '../../costs/bill';
import { interpolate } from '../../costs/interpolate';
import { billRecords, onDemandTraffic, provisionedPuts, shardsFor } from '../../costs/kinesis-usage';
import { gatheredBatch, millionEventsUsage } from '../../costs/million-events';
import { monitoringUsage } from '../../costs/monitoring-usage';
import { type Price, Prices, priceItems, pricesOf } from '../../costs/prices';
import { idleReceives, sqsUsage } from '../../costs/sqs-usage';
import { inProject } from '../../local/project';

/** Every item for a dollar a hundred, so that what is billed can be told from what a unit is. */
const round: readonly Price[] = priceItems.map((item) => ({
  region: 'here',
  item,
  usd: 1,
  per: 100,
  unit: 'unit',
  read: '2026-11-24',
  source: 'https://aws.amazon.com/pricing/',
  verified: true,
}));

const quantities = (usage: ReturnType<typeof sqsUsage>) => Object.fromEntries(usage.map((u) => [u.item, u.quantity]));

test('the prices of the project are readable, and complete for each region that they name', () => {
  const prices = Prices.parse(JSON.parse(readFileSync(inProject('costs', 'prices.json'), 'utf8')));
  for (const region of new Set(prices.map((price) => price.region))) {
    expect([...pricesOf(prices, region).keys()].toSorted()).toEqual([...priceItems].toSorted());
  }
});

test('a price that is not of a page of AWS is refused', () => {
  expect(Prices.safeParse(round).success).toBe(true);
  expect(Prices.safeParse(round.map((price) => ({ ...price, source: 'https://example.com/aws' }))).success).toBe(false);
});

test('a region without a price, or with two for an item, is refused with the item and the regions that there are', () => {
  expect(() => pricesOf(round, 'there')).toThrow(/for lambda-arm64-gb-second,.* in there\. .*choose one of here/);
  expect(() => pricesOf([...round, ...round.slice(1, 2)], 'here')).toThrow(
    /exactly one row for lambda-request in here/,
  );
});

test('a bill has a line for each usage, at the price of as many units as the price is for', () => {
  const bill = billOf(
    [
      { item: 'lambda-request', quantity: 250 },
      { item: 'sqs-standard-request', quantity: 100 },
    ],
    pricesOf(round, 'here'),
  );
  expect(bill.map(({ usd }) => usd)).toEqual([2.5, 1]);
  expect(totalOf(bill)).toBe(3.5);
  expect(costOfService('lambda', bill)).toBe(2.5);
  expect(costOfService('kinesis', bill)).toBe(0);
});

test('messages are sent one by one, and received and deleted in calls of ten, each 64 KB of which are a request', () => {
  const traffic = { messages: 1_000, messageBytes: 3_000, messagesPerCall: 10, emptyReceives: 7, fair: false };
  expect(quantities(sqsUsage(traffic))).toEqual({ 'sqs-standard-request': 1_000 + 100 + 100 + 7 });
  expect(quantities(sqsUsage({ ...traffic, messageBytes: 65_537 }))).toEqual({
    'sqs-standard-request': 2_000 + 100 * 11 + 100 + 7,
  });
});

test('the requests of a fair queue cost more, but not those that find nothing', () => {
  const traffic = { messages: 1_000, messageBytes: 3_000, messagesPerCall: 10, emptyReceives: 7, fair: true };
  expect(quantities(sqsUsage(traffic))).toEqual({
    'sqs-standard-request': 1_207,
    'sqs-fair-queue-request': 1_200,
  });
});

test('a poller that finds nothing asks three times a minute', () => {
  expect(idleReceives(5, 1)).toBe(5 * 3 * 60);
});

test('a provisioned stream bills each record by units of 25 KB', () => {
  const usage = provisionedPuts(billRecords([1, 25 * 1_024, 25 * 1_024 + 1, 300]));
  expect(quantities(usage)).toEqual({ 'kinesis-put-payload-unit': 5 });
});

test('a stream on demand bills each record rounded up to 1 KB in, and what consumers read as it is', () => {
  const usage = onDemandTraffic(billRecords([512, 1_025]), 2);
  expect(quantities(usage)).toEqual({
    'kinesis-on-demand-gb-in': 3 / 1_024 ** 2,
    'kinesis-on-demand-gb-out': (2 * 1_537) / 1_024 ** 3,
  });
});

test('a stream has as many shards as its records or its bytes ask for, with room to spare', () => {
  expect(shardsFor(0, 400, 0.5)).toBe(1);
  expect(shardsFor(10_000, 400, 1)).toBe(10);
  expect(shardsFor(10_000, 400, 0.5)).toBe(20);
  expect(shardsFor(100, 1_024 ** 2, 0.5)).toBe(200);
});

test('between measurements, a value lies on the line between their logarithms; beyond them, it is theirs', () => {
  const points = [
    { x: 100, y: 4 },
    { x: 1, y: 1 },
  ];
  expect(interpolate(points, 10)).toBeCloseTo(2);
  expect([0.1, 1, 100, 1_000].map((x) => interpolate(points, x))).toEqual([1, 1, 4, 4]);
});

test('a batch has what comes within the window to one of five pollers, one submission at least, the batch size at most', () => {
  const settings = { batchSize: 500, batchingWindowSeconds: 2 };
  expect([0.1, 100, 1e6].map((load) => gatheredBatch(load, settings))).toEqual([1, 40, 500]);
});

const traffic = {
  submissions: 100,
  events: 800,
  messageBytes: 300_000,
  records: { bytes: 400_000, kilobytes: 1_000, payloadUnits: 800 },
};

test('a million events use what their submissions, batches and records come to', () => {
  const batch = { size: 50, gbSecondsOfMillionEvents: 7, logBytes: 1_024 ** 2 };
  const usage = (streamMode: 'on-demand' | 'provisioned') =>
    quantities(millionEventsUsage(traffic, batch, { streamMode, consumers: 1, fair: false }));
  expect(usage('provisioned')).toEqual({
    'lambda-arm64-gb-second': 7,
    'lambda-request': 2_500,
    'sqs-standard-request': 150_000,
    'kinesis-put-payload-unit': 1_000_000,
    'cloudwatch-log-gb': 2_500 / 1_024,
  });
  expect(usage('on-demand')['kinesis-on-demand-gb-in']).toBeCloseTo((1_250 * 1_000) / 1_024 ** 2);
});

test('a batch of one is received and deleted by calls of its own', () => {
  const batch = { size: 1, gbSecondsOfMillionEvents: 7, logBytes: 100 };
  const usage = millionEventsUsage(traffic, batch, { streamMode: 'provisioned', consumers: 1, fair: false });
  expect(quantities(usage)['sqs-standard-request']).toBe(3 * 125_000);
});

test('what watches a stage is billed by the month', () => {
  const watched = { metrics: 1, alarmMetrics: 2, compositeAlarms: 3, dashboards: 4, insightRules: 5 };
  expect(quantities(monitoringUsage(watched))).toEqual({
    'cloudwatch-metric-month': 1,
    'cloudwatch-alarm-metric-month': 2,
    'cloudwatch-composite-alarm-month': 3,
    'cloudwatch-dashboard-month': 4,
    'cloudwatch-insight-rule-month': 5,
  });
});
