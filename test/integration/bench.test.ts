import { beforeAll, expect, test } from '@jest/globals';
import { breachesOf, readBounds } from '../../bench/gate/breaches';
import { measures } from '../../bench/measures/measures';
import { Report } from '../../bench/report/report';
import { runBench } from '../../bench/run-bench';
import { ASSEMBLY } from '../support/assembly';

let report: Report;

beforeAll(async () => {
  report = await runBench({ measures, size: 'smoke', seed: 1, assembly: ASSEMBLY, say: () => undefined });
}, 300_000);

test('a smoke run of the bench reports on every measure as a full run would', () => {
  expect(Report.parse(report)).toEqual(report);
  const found = report.measures.filter(({ figures }) => figures.length > 0);
  expect(found.map(({ id }) => id)).toEqual(measures.map(({ id }) => id));
});

test('no measure has two figures of one case', () => {
  for (const { figures } of report.measures) {
    const cases = figures.map((figure) => figure.case);
    expect(cases).toEqual([...new Set(cases)]);
  }
});

test('what can be counted is within its bounds', () => {
  expect(breachesOf(report, readBounds())).toEqual([]);
});
