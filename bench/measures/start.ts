import { shuffle } from 'simple-statistics';
import { z } from 'zod';
import { inProject } from '../../local/project';
import { seededRandom } from '../../local/seeded-random';
import { measureBundle, measureFunctionBundle } from '../bundle/measured-bundle';
import { nodeOptionsAt } from '../harness/function-under-test';
import type { Bench, Measure } from '../harness/measure';
import { compare, exactly, spreadOf } from '../harness/spread';
import { makeBatch } from '../invocations/batch';
import { createInvoker } from '../invocations/invoker';
import type { Figure, Findings } from '../report/report';

/** Processes of each function. */
const starts = { full: 31, smoke: 1 };

const bareHandler = 'programs/start/bare-handler';
const floor = { kind: 'floor', name: 'a handler with the same clients only' } as const;

const Start = z.object({ importCpuMs: z.number(), cpuMs: z.number(), wallMs: z.number() });
type Start = z.infer<typeof Start>;

const compareBundles = async (): Promise<Findings> => {
  const ours = await measureFunctionBundle();
  const bare = await measureBundle(inProject('bench', `${bareHandler}.ts`));
  const read: Figure = {
    case: 'bundle, as far as a start reads it',
    unit: 'bytes',
    value: exactly(ours.readAtStart),
    beside: compare(floor, [ours.readAtStart], [bare.readAtStart]),
    target: { of: 'value', is: 'at most', limit: 450_000 },
  };
  const inAll: Figure = { case: 'bundle, in all', unit: 'bytes', value: exactly(ours.inAll) };
  const parts = [...ours.byDependency].map(([dependency, bytes]) => ({ name: `bundle: ${dependency}`, bytes }));
  return {
    figures: [read, inAll, ...parts.map(({ name, bytes }) => ({ case: name, unit: 'bytes', value: exactly(bytes) }))],
    plots: [],
    counts: {
      bundle: ours.readAtStart,
      'packages or scopes of them in the bundle': ours.byDependency.size - 1,
      ...Object.fromEntries(parts.map(({ name, bytes }) => [name, bytes])),
    },
  };
};

/** In turns, each start in a process of its own, with the memory that Lambda would give it. */
const startInTurns = async (bench: Bench) => {
  const { size, seed, programs, functionUnderTest } = bench;
  await using invoker = await createInvoker(bench);
  const batch = await makeBatch('tiny', { count: 1, seed });
  const event: unknown = JSON.parse(batch.payload);
  const contenders = { ours: invoker.deployed('deployed'), bare: await invoker.ofBench(bareHandler) };
  const taken: { readonly ours: Start[]; readonly bare: Start[] } = { ours: [], bare: [] };
  const random = seededRandom(seed);
  const nodeOptions = nodeOptionsAt(functionUnderTest.memoryMegabytes);
  for (let start = 0; start < starts[size]; start++) {
    for (const name of shuffle(['ours', 'bare'] as const, random)) {
      const input = { ...contenders[name], event };
      taken[name].push(await programs.run('start/first-record', { input, nodeOptions, Answer: Start }));
    }
  }
  return taken;
};

export const start: Measure = {
  id: 'start',
  title: 'Start: what is loaded, and how long it takes to the first record',
  run: async (bench) => {
    bench.say('bundle');
    const bundles = await compareBundles();
    bench.say('import and first record');
    const { ours, bare } = await startInTurns(bench);
    const figureOf = (name: string, unit: string, field: keyof Start): Figure => {
      const [values, others] = [ours, bare].map((all) => all.map((start) => start[field]));
      return {
        case: name,
        unit,
        value: spreadOf(values ?? []),
        beside: compare(floor, values ?? [], others ?? []),
      };
    };
    const figures: readonly Figure[] = [
      { ...figureOf('import', 'CPU ms', 'importCpuMs'), target: { of: 'ratio', is: 'at most', limit: 1.1 } },
      figureOf('import to first record, processor time', 'CPU ms', 'cpuMs'),
      figureOf('import to first record, time', 'ms', 'wallMs'),
    ];
    return { ...bundles, figures: [...bundles.figures, ...figures] };
  },
};
