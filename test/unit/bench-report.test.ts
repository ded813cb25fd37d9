import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Bound, breachesOf } from '../../bench/gate/breaches';
import { compare, exactly, spreadOf } from '../../bench/harness/spread';
import { meetsTarget } from '../../bench/report/meets-target';
import { readReport } from '../../bench/report/read-report';
import { renderReport } from '../../bench/report/render-report';
import type { Figure, Report } from '../../bench/report/report';

const ratioOf = (ratios: readonly number[]): Figure => ({
  case: 'tiny',
  unit: 'events per CPU second',
  value: spreadOf(ratios),
  beside: compare(
    { kind: 'floor', name: 'the least' },
    ratios,
    ratios.map(() => 1),
  ),
  target: { of: 'ratio', is: 'at least', limit: 0.5 },
});

const report: Report = {
  date: '2026-11-24T18:00:00.000Z',
  size: 'full',
  machine: { processor: 'any', cores: 2, node: 'v24.0.0' },
  seed: 1,
  seconds: 3,
  measures: [
    {
      id: 'mapping',
      title: 'Mapping',
      seconds: 2,
      figures: [ratioOf([0.4, 0.6, 0.7])],
      plots: [],
      counts: { calls: 15 },
    },
  ],
};

describe('a figure', () => {
  test('has the median and the quartiles of its rounds', () => {
    expect(spreadOf([5, 1, 3, 2, 4])).toEqual({ median: 3, lowerQuartile: 2, upperQuartile: 4, rounds: 5 });
  });

  test('has its ratio of each round, not of all rounds together', () => {
    expect(compare({ kind: 'peer', name: 'other' }, [1, 20, 300], [1, 10, 100]).ratio).toEqual(spreadOf([1, 2, 3]));
  });

  test('meets a target by its median', () => {
    expect(meetsTarget(ratioOf([0.4, 0.6, 0.7]))).toBe(true);
    expect(meetsTarget(ratioOf([0.4, 0.4, 0.7]))).toBe(false);
    expect(meetsTarget({ case: 'bundle', unit: 'bytes', value: exactly(3) })).toBeUndefined();
  });

  test('is a row that says whether its target is met', () => {
    expect(renderReport(report)).toMatch(
      /Mapping \(mapping, 2 s\)\n.*\ntiny +0\.6 .* met: ratio at least 0\.5 +floor: the least/,
    );
  });
});

describe('the file of a report', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bench-report-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const read = async (text: string): Promise<Report> => {
    const file = join(directory, 'report.json');
    await writeFile(file, text);
    return readReport(file);
  };

  test('is read as it was written', async () => {
    expect(await read(JSON.stringify(report))).toEqual(report);
  });

  test.each([
    ['is not there', () => readReport(join(directory, 'none.json')), /none\.json cannot be read\. Run npm run bench/],
    ['is not JSON', () => read('{'), /is not JSON\. Run npm run bench/],
    ['lacks something', () => read('{}'), /is no report of this version: date: .*\. Run npm run bench/],
  ])('that %s is refused with what to do', async (_, readIt, sentence) => {
    await expect(readIt()).rejects.toThrow(sentence);
  });
});

describe('a bound', () => {
  const bound: Bound = { measure: 'mapping', count: 'calls', is: 'at most', limit: 15, why: 'Calls cost.' };

  test('is kept by a count that is within it', () => {
    expect(breachesOf(report, [bound, { ...bound, is: 'exactly' }])).toEqual([]);
  });

  test('is breached by a count that is beyond it, and says why it is there', () => {
    expect(breachesOf(report, [{ ...bound, limit: 14 }])).toEqual([
      expect.stringMatching(/^mapping, calls: 15, but at most 14 is allowed\. Calls cost\. Change what caused it/),
    ]);
    expect(breachesOf(report, [{ ...bound, is: 'exactly', limit: 16 }])).toHaveLength(1);
  });

  test('is breached where nothing is counted any more', () => {
    expect(breachesOf(report, [{ ...bound, count: 'none' }])).toEqual([
      'The measure mapping does not count "none". Correct the name in bench/gate/bounds.json.',
    ]);
  });
});
