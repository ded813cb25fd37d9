import { mkdtempDisposable } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFunctionUnderTest } from './harness/function-under-test';
import type { Measure } from './harness/measure';
import { NodePrograms } from './harness/node-programs';
import type { Report } from './report/report';

export interface BenchOptions {
  readonly measures: readonly Measure[];
  readonly size: Report['size'];
  readonly seed: number;
  /** The directory that `cdk synth` wrote. */
  readonly assembly: string;
  /** Tells whoever waits what is being measured. */
  readonly say: (what: string) => void;
}

/** Measures one after the other: what runs at the same time would share processor and caches. */
export const runBench = async ({ measures, size, seed, assembly, say }: BenchOptions): Promise<Report> => {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'telemetry-mapping-bench-'));
  const programs = new NodePrograms(directory.path);
  const functionUnderTest = await readFunctionUnderTest(assembly);
  const startedAt = performance.now();
  const reports = [];
  for (const { id, title, run } of measures) {
    const measureStartedAt = performance.now();
    const findings = await run({
      size,
      seed,
      programs,
      functionUnderTest,
      say: (what) => say(`${id}: ${what}`),
    });
    reports.push({ id, title, seconds: secondsSince(measureStartedAt), ...findings });
  }
  const [processor] = cpus();
  return {
    date: new Date().toISOString(),
    size,
    machine: { processor: processor?.model ?? 'unknown', cores: availableParallelism(), node: process.version },
    seed,
    seconds: secondsSince(startedAt),
    measures: reports,
  };
};

const secondsSince = (start: number): number => (performance.now() - start) / 1_000;
