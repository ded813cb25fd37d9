import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { nodeOptionsAt } from '../harness/function-under-test';
import type { Bench, Measure } from '../harness/measure';
import { compare, spreadOf } from '../harness/spread';
import { type Batch, makeBatch } from '../invocations/batch';
import { createInvoker, type Invoker } from '../invocations/invoker';
import { healthy } from '../loopback/stub-conditions';
import type { Figure } from '../report/report';
import { type Workload, workloadNames } from '../workloads/workloads';

/** Submissions of a batch; the last of each kind are more than the payload of an invocation has room for. */
const sizes = {
  full: {
    processes: 3,
    batches: { 'fleet-like': [1, 10, 100, 500, 1_000, 2_000, 4_000], tiny: [6_000], large: [80] },
  },
  smoke: { processes: 1, batches: { 'fleet-like': [1, 10], tiny: [10], large: [1] } },
};

const Peak = z.object({ loaded: z.int(), resident: z.int(), heap: z.int() });
type Peak = z.infer<typeof Peak>;

interface MeasuredBatch {
  readonly workload: Workload;
  readonly batch: Batch;
  readonly peaks: readonly Peak[];
}

/** Each in processes of its own, with the memory that Lambda would give them. */
const measure = async (workload: Workload, count: number, invoker: Invoker, bench: Bench): Promise<MeasuredBatch> => {
  const { size, seed, programs, functionUnderTest } = bench;
  const batch = await makeBatch(workload, { count, seed });
  bench.say(`${batch.submissions} submissions, ${workload}`);
  const payloadFile = join(programs.directory, 'payload.json');
  await writeFile(payloadFile, batch.payload);
  await invoker.aws.begin(healthy);
  const input = { ...invoker.deployed('deployed'), payloadFile };
  const peaks: Peak[] = [];
  for (let process = 0; process < sizes[size].processes; process++) {
    peaks.push(
      await programs.run('memory/peak', {
        input,
        nodeOptions: nodeOptionsAt(functionUnderTest.memoryMegabytes),
        Answer: Peak,
      }),
    );
  }
  return { workload, batch, peaks };
};

const megabytes = (peaks: readonly Peak[], of: keyof Peak): readonly number[] =>
  peaks.map((peak) => peak[of] / 2 ** 20);

const toFigure = ({ workload, batch, peaks }: MeasuredBatch): Figure => ({
  case: `${batch.submissions.toLocaleString('en')} submissions with ${batch.events.toLocaleString('en')} events, ${workload}`,
  unit: 'MB',
  value: spreadOf(megabytes(peaks, 'resident')),
  beside: compare(
    { kind: 'floor', name: 'the function, loaded' },
    megabytes(peaks, 'resident'),
    megabytes(peaks, 'loaded'),
  ),
});

export const memory: Measure = {
  id: 'memory',
  title: 'Memory: the most that a function has resident, by what an invocation holds',
  run: async (bench) => {
    await using invoker = await createInvoker(bench);
    const measured: MeasuredBatch[] = [];
    for (const workload of workloadNames) {
      for (const count of sizes[bench.size].batches[workload]) {
        measured.push(await measure(workload, count, invoker, bench));
      }
    }
    const lineOf = (name: string, of: keyof Peak) => ({
      name,
      points: measured
        .filter(({ workload }) => workload === 'fleet-like')
        .map(({ batch, peaks }) => ({ x: batch.submissions, y: spreadOf(megabytes(peaks, of)) })),
    });
    return {
      figures: measured.map(toFigure),
      plots: [
        {
          title: 'Memory by batch size',
          x: { label: 'submissions in a batch', scale: 'log' },
          y: { label: 'MB at most', scale: 'linear' },
          lines: [lineOf('resident', 'resident'), lineOf('of that the heap', 'heap')],
        },
      ],
      counts: {},
    };
  },
};
