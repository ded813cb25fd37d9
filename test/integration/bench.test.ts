import { expect, test } from '@jest/globals';
import { measures } from '../../bench/measures/measures';
import { Report } from '../../bench/report/report';
import { runBench } from '../../bench/run-bench';
import { ASSEMBLY } from '../support/assembly';

test('a smoke run of the bench measures everything, and reports it as a full run would', async () => {
  const report = await runBench({ measures, size: 'smoke', seed: 1, assembly: ASSEMBLY, say: () => undefined });
  expect(Report.parse(report).measures.map(({ id }) => id)).toEqual(measures.map(({ id }) => id));
  for (const { figures } of report.measures) expect(figures).not.toEqual([]);
}, 120_000);
