import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Figure, MeasureReport, Report, Spread } from '../../bench/report/report';
import { performanceDocument } from '../../bin/docs/performance/performance-document';
import { currentPerformanceDocument } from '../../bin/docs/performance/write-performance-document';
import { inProject } from '../../local/project';

const spread = (median: number, apart = 0): Spread => ({
  median,
  lowerQuartile: median - apart,
  upperQuartile: median + apart,
  rounds: 5,
});

const figure = (name: string, ratio: number, limit: number): Figure => ({
  case: name,
  unit: 'events per CPU second',
  value: spread(123_456, 1_000),
  beside: { kind: 'floor', name: 'no validation', value: spread(200_000), ratio: spread(ratio, 0.01) },
  target: { of: 'ratio', is: 'at least', limit },
});

const report = (...measures: readonly Partial<MeasureReport>[]): Report => ({
  date: '2026-11-24T18:00:00.000Z',
  size: 'full',
  machine: { processor: 'Abacus', cores: 2, node: 'v24.0.0' },
  seed: 1,
  seconds: 120,
  measures: measures.map((measure) => ({
    id: 'speed',
    title: 'Speed of the function',
    seconds: 60,
    figures: [],
    plots: [],
    counts: {},
    ...measure,
  })),
});

const textOf = (now: Report, before = report()): string => performanceDocument(now, before)['performance.md'] ?? '';

test('docs/performance.md and its charts are what npm run docs writes of the reports now', async () => {
  const charts = readdirSync(inProject('docs', 'performance')).map((file) => join('performance', file));
  const there = ['performance.md', ...charts].map((file) => [file, readFileSync(inProject('docs', file), 'utf8')]);
  expect(Object.fromEntries(there)).toEqual(await currentPerformanceDocument());
});

test('a figure is in the document with its quartiles, its ratio, what it was before, and whether it meets its target', () => {
  const now = report({ figures: [figure('tiny', 0.5, 0.4), figure('large', 0.7, 0.9)] });
  const before = report({ figures: [figure('tiny', 0.25, 0.4)] });
  expect(textOf(now, before)).toContain(
    [
      '| case | events per CPU second | ratio to: no validation | before | target | met |',
      '| --- | --- | --- | --- | --- | --- |',
      '| tiny | 123,000 (122,000 to 124,000) | 0.5 (0.49 to 0.51) | 0.25 | at least 0.4 | yes |',
      '| large | 123,000 (122,000 to 124,000) | 0.7 (0.69 to 0.71) |  | at least 0.9 | **no** |',
    ].join('\n'),
  );
  expect(textOf(now, before)).toContain('Of 2 targets, 1 are met.');
});

test('figures of several units and companions name them one by one', () => {
  const other: Figure = { case: 'call', unit: 'ms', value: spread(5) };
  expect(textOf(report({ figures: [figure('tiny', 0.5, 0.4), other] }))).toContain(
    [
      '| case | figure | beside | ratio | target | met |',
      '| --- | --- | --- | --- | --- | --- |',
      '| tiny | 123,000 (122,000 to 124,000) events per CPU second | no validation | 0.5 (0.49 to 0.51) | at least 0.4 | yes |',
      '| call | 5 ms |  |  |  |  |',
    ].join('\n'),
  );
});

test('a measure has a chart of its ratios and one of each plot, which the document shows', () => {
  const axis = { label: 'delay (ms)', scale: 'log' } as const;
  const files = performanceDocument(
    report({
      figures: [figure('tiny', 0.5, 0.4)],
      plots: [
        {
          title: 'Wall time, by delay',
          x: axis,
          y: axis,
          lines: [{ name: 'function', points: [5, 10].map((x) => ({ x, y: spread(x) })) }],
        },
      ],
    }),
    report(),
  );
  expect(Object.keys(files)).toEqual([
    'performance.md',
    'performance/speed.svg',
    'performance/speed-wall-time-by-delay.svg',
  ]);
  for (const file of Object.keys(files).slice(1)) {
    expect(files[file]).toContain('<svg');
    expect(files['performance.md']).toContain(`](${file})`);
  }
});

test('a measure without figures to compare has no chart', () => {
  expect(Object.keys(performanceDocument(report({}), report()))).toEqual(['performance.md']);
});
