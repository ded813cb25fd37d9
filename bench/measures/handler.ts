import type { Bench, Measure } from '../harness/measure';
import { compare, spreadOf } from '../harness/spread';
import { makeBatch } from '../invocations/batch';
import { cpuMicroseconds } from '../invocations/cpu-microseconds';
import { createInvoker, type Invoker } from '../invocations/invoker';
import { healthy } from '../loopback/stub-conditions';
import type { Figure } from '../report/report';
import type { Workload } from '../workloads/workloads';

const sizes = {
  full: { rounds: 60, warmUpRounds: 40, share: 1 },
  smoke: { rounds: 2, warmUpRounds: 1, share: 0.02 },
};

/** Submissions of a batch; the target is for what is usual. */
const cases: readonly { readonly workload: Workload; readonly count: number; readonly target?: number }[] = [
  { workload: 'fleet-like', count: 100 },
  { workload: 'fleet-like', count: 500, target: 1.7 },
  { workload: 'fleet-like', count: 1_000, target: 1.7 },
  { workload: 'tiny', count: 1_000 },
];

const measure = async (
  { workload, count, target }: (typeof cases)[number],
  invoker: Invoker,
  { size, seed }: Bench,
): Promise<Figure> => {
  const { rounds, warmUpRounds, share } = sizes[size];
  const batch = await makeBatch(workload, { count: Math.ceil(count * share), seed });
  const deployed = invoker.deployed('deployed');
  const bareSdk = await invoker.ofBench('programs/invocations/bare-sdk');

  const { arrived } = await invoker.record(deployed, batch.payload);
  const turns = [deployed, bareSdk].map(({ name }, payload) => ({ function: name, payload, conditions: healthy }));
  const [[ours = [], bare = []] = []] = await invoker.play({
    functions: [deployed, bareSdk],
    payloads: [batch.payload, JSON.stringify(arrived)],
    scenarios: [{ turns, warmUpRounds, rounds }],
  });
  const [values, others] = [ours, bare].map((invocations) =>
    invocations.map((invocation) => cpuMicroseconds(invocation, batch.events)),
  );
  return {
    case: `${batch.submissions} submissions, ${workload}`,
    unit: 'CPU us an event',
    value: spreadOf(values ?? []),
    beside: compare(
      { kind: 'floor', name: 'the SDK sends the same records in full calls' },
      values ?? [],
      others ?? [],
    ),
    ...(target !== undefined && { target: { of: 'ratio', is: 'at most', limit: target } }),
  };
};

export const handler: Measure = {
  id: 'handler',
  title: 'Handler: from the event of an invocation to its answer, all calls made',
  run: async (bench) => {
    await using invoker = await createInvoker(bench);
    const figures = [];
    for (const one of cases) {
      bench.say(`${one.count} submissions, ${one.workload}`);
      figures.push(await measure(one, invoker, bench));
    }
    return { figures, plots: [], counts: {} };
  },
};
