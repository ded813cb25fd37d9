import { describe, expect, test } from '@jest/globals';
import type { Figure, Report } from '../../bench/report/report';
import { performanceDocument } from '../../bin/docs/performance/performance-document';
import { type Price, priceItems } from '../../costs/prices';
import { completeSettings } from '../../lib/settings/complete-settings';
import { benchReport, measureReport, spread, targetedFigure } from '../support/bench-report';

const prices: readonly Price[] = priceItems.map((item) => ({
  region: 'us-east-1',
  item,
  usd: item.startsWith('lambda') ? 1 : 0,
  per: 1,
  unit: 'unit',
  read: '2026-11-24',
  source: 'https://aws.amazon.com/pricing/',
  verified: true,
}));

const settings = completeSettings({ batchSize: 1_000, functionMemoryMegabytes: 2_048 });

const documentOf = (report: Report, { before = benchReport(), priced = prices } = {}) =>
  performanceDocument({
    report,
    before,
    prices: priced,
    region: 'us-east-1',
    settings,
    stages: { prod: completeSettings({ batchSize: 77, functionMemoryMegabytes: 1_024 }) },
    monitoring: { metrics: 1, alarmMetrics: 2, compositeAlarms: 3, dashboards: 1, insightRules: 4 },
  });

const textOf = (report: Report, options?: Parameters<typeof documentOf>[1]): string =>
  documentOf(report, options)['performance.md'] ?? '';

describe('a figure', () => {
  const now = benchReport({ figures: [targetedFigure('tiny', 0.5, 0.4), targetedFigure('large', 0.7, 0.9)] });
  const before = benchReport({ figures: [targetedFigure('tiny', 0.25, 0.4)] });

  test('is in its table with quartiles, ratio, what it was before, and whether it meets its target', () => {
    expect(textOf(now, { before })).toContain(
      [
        '| case | events per CPU second | ratio to: no validation | before | target | met |',
        '| --- | --- | --- | --- | --- | --- |',
        '| tiny | 123,000 (122,000 to 124,000) | 0.5 (0.49 to 0.51) | 0.25 | at least 0.4 | yes |',
        '| large | 123,000 (122,000 to 124,000) | 0.7 (0.69 to 0.71) |  | at least 0.9 | **no** |',
      ].join('\n'),
    );
  });

  test('that has a target is among the targets, and counted', () => {
    expect(textOf(now, { before })).toContain('| speed | large |  | at least 0.9 | 0.7 (0.69 to 0.71) | **no** |');
    expect(textOf(now, { before })).toContain('Of 2 targets, 1 are met.');
  });

  test('names its unit and what it stands beside where others of the measure differ', () => {
    const other: Figure = { case: 'call', unit: 'ms', value: spread(5) };
    expect(textOf(benchReport({ figures: [targetedFigure('tiny', 0.5, 0.4), other] }))).toContain(
      [
        '| case | figure | beside | ratio | target | met |',
        '| --- | --- | --- | --- | --- | --- |',
        '| tiny | 123,000 (122,000 to 124,000) events per CPU second | no validation | 0.5 (0.49 to 0.51) | at least 0.4 | yes |',
        '| call | 5 ms |  |  |  |  |',
      ].join('\n'),
    );
  });

  test('of the same case beside something else is told apart, before too', () => {
    const [floor, other] = [targetedFigure('tiny', 0.5, 0.4), targetedFigure('tiny', 0.8, 0.4)];
    const peer: Figure = { ...other, ...(other.beside && { beside: { ...other.beside, name: 'a plain loop' } }) };
    const text = textOf(benchReport({ figures: [floor, peer] }), { before: benchReport({ figures: [peer] }) });
    expect(text).toContain('| a plain loop | 0.8 (0.79 to 0.81) | 0.8 |');
    expect(text).toContain('| no validation | 0.5 (0.49 to 0.51) |  |');
  });
});

describe('charts', () => {
  const axis = { label: 'delay (ms)', scale: 'log' } as const;
  const files = documentOf(
    benchReport({
      figures: [targetedFigure('tiny', 0.5, 0.4)],
      plots: [
        {
          title: 'Wall time, by delay',
          x: axis,
          y: axis,
          lines: [{ name: 'function', points: [5, 10].map((x) => ({ x, y: spread(x) })) }],
        },
      ],
    }),
  );
  const charts = Object.keys(files).filter((file) => file !== 'performance.md');

  test('are of the ratios to each floor and peer, of each plot, and of costs', () => {
    expect(charts).toEqual(
      expect.arrayContaining([
        'performance/speed.svg',
        'performance/speed-wall-time-by-delay.svg',
        'performance/million-events.svg',
      ]),
    );
  });

  test.each(charts)('%s is shown by the document', (file) => {
    expect(files[file]).toContain('<svg');
    expect(files['performance.md']).toContain(`](${file})`);
  });
});

describe('what a million events cost', () => {
  test("is Lambda's GB-seconds and requests at the batch size and memory of the settings, and at small batches", () => {
    // 2 GB-seconds and 125 invocations of 1,000 submissions with 8 events each; 8 and 12,500 in batches of 10.
    expect(textOf(benchReport())).toContain('| Lambda | USD 127.00 | USD 127.00 | USD 12,508.00 | USD 12,508.00 |');
  });

  test('is told with where each price is from, and with a warning where one is not verified', () => {
    expect(textOf(benchReport())).toContain("All prices were read on AWS's own pages.");
    const doubtful = prices.map((price) => ({
      ...price,
      verified: price.item !== 'kinesis-shard-hour',
      seen: 'a blog',
    }));
    const text = textOf(benchReport(), { priced: doubtful });
    expect(text).toContain("Of 15 prices, 1 could not be read on AWS's own pages");
    expect(text).toContain(
      '| kinesis-shard-hour | 0 | unit | 2026-11-24 | https://aws.amazon.com/pricing/ | **no**: a blog |',
    );
  });
});

describe('the reasons of defaults', () => {
  const text = textOf(benchReport());

  test('show what each stage has', () => {
    expect(text).toContain('| _default_ | 1000 | 2048 | 1 | 30 |');
    expect(text).toContain('| prod | 77 | 1024 | 1 | 30 |');
  });

  test('are what was measured of other batch sizes, of other memory and of the longest invocation', () => {
    expect(text).toContain('| GB-seconds | 8 | 2 |\n| to the default | 4 | 1 |');
    expect(text).toContain(
      '| MB | 1,024 | 2,048 |\n| --- | --- | --- |\n| GB-seconds a million events, in batches of 100 | 4 | 8 |\n| the same, in batches of 1000 | 1 | 2 |',
    );
    expect(text).toContain('1000 submissions, 20 ms a call, takes 2.5 s');
  });
});

test('a report of another bench is refused with what it does not have and how to have another', () => {
  const other = { ...benchReport(), measures: [measureReport({})] };
  expect(() => documentOf(other)).toThrow('The report has no measure traffic. Run npm run bench');
});
