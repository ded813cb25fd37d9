import { nodeOptionsAt } from '../harness/function-under-test';
import type { Bench, Measure } from '../harness/measure';
import { compare, exactly, spreadOf } from '../harness/spread';
import { type Batch, makeBatch } from '../invocations/batch';
import { billedMs, durationAt, gigabyteSeconds, processorShareOf } from '../invocations/billed-duration';
import { createInvoker, type Invoker } from '../invocations/invoker';
import { healthy } from '../loopback/stub-conditions';
import type { Figure, Plot } from '../report/report';
import { evenlyFleetLike } from '../workloads/workloads';

const sizes = {
  full: {
    rounds: 3,
    warmUpRounds: 1,
    memories: [256, 512, 1_024, 1_769],
    delays: [5, 10, 20],
    submissions: [1, 10, 100, 500, 1_000, 2_000],
    checks: [
      { submissions: 100, memory: 256, delayMs: 5 },
      { submissions: 500, memory: 256, delayMs: 10 },
      { submissions: 500, memory: 512, delayMs: 10 },
      { submissions: 500, memory: 1_024, delayMs: 20 },
    ],
  },
  smoke: {
    rounds: 1,
    warmUpRounds: 0,
    memories: [512],
    delays: [2],
    submissions: [2, 5],
    checks: [{ submissions: 5, memory: 512, delayMs: 2 }],
  },
};

interface Measured {
  readonly memory: number;
  readonly delayMs: number;
  readonly batch: Batch;
  /** GB-seconds of a million events, one a round. */
  readonly gigabyteSeconds: readonly number[];
  /** Milliseconds, one a round. */
  readonly billed: readonly number[];
}

/** In a process for each memory, since the less there is, the more often Node collects garbage. */
const measureAt = async (
  memory: number,
  batches: readonly Batch[],
  invoker: Invoker,
  { size, say }: Bench,
): Promise<readonly Measured[]> => {
  const { rounds, warmUpRounds, delays } = sizes[size];
  say(`${memory} MB: batch sizes and delays, in turns`);
  const deployed = invoker.deployed('deployed');
  const cases = delays.flatMap((delayMs) => batches.map((batch, payload) => ({ delayMs, batch, payload })));
  const turns = cases.map(({ delayMs, payload }) => ({
    function: deployed.name,
    payload,
    conditions: { ...healthy, delayMs },
  }));
  const plan = {
    functions: [deployed],
    payloads: batches.map(({ payload }) => payload),
    scenarios: [{ turns, warmUpRounds, rounds }],
  };
  const [played = []] = await invoker.play(plan, nodeOptionsAt(memory));
  return cases.map(({ delayMs, batch }, index) => {
    const billed = (played[index] ?? []).map((invocation) => billedMs(memory, invocation));
    return {
      memory,
      delayMs,
      batch,
      billed,
      gigabyteSeconds: billed.map((ms) => gigabyteSeconds(memory, ms, batch.events)),
    };
  });
};

/** Over memory, a line for each batch size. */
const plotOf = (
  { title, label }: { readonly title: string; readonly label: string },
  measured: readonly Measured[],
  figureOf: (one: Measured) => readonly number[],
): Plot => ({
  title,
  x: { label: 'memory in MB', scale: 'log' },
  y: { label, scale: 'log' },
  lines: [...Map.groupBy(measured, ({ batch }) => batch.submissions)].map(([submissions, ofBatch]) => ({
    name: `${submissions} submissions`,
    points: ofBatch.map((one) => ({ x: one.memory, y: spreadOf(figureOf(one)) })),
  })),
});

const figuresOf = (measured: readonly Measured[]): readonly Figure[] =>
  measured.map(({ memory, delayMs, batch, gigabyteSeconds }) => ({
    case: `${batch.submissions} submissions, ${memory} MB, ${delayMs} ms a call`,
    unit: 'GB-seconds a million events',
    value: spreadOf(gigabyteSeconds),
  }));

/** Whether durations are as they are computed: with the function held to its share of a processor, where Linux can. */
const checkAll = async (invoker: Invoker, { size, seed, programs, say }: Bench): Promise<readonly Figure[]> => {
  if (process.platform !== 'linux') return [];
  const { rounds, warmUpRounds, checks } = sizes[size];
  const program = await programs.bundle('processor/hold-to-share');
  const deployed = invoker.deployed('deployed');
  const figures = [];
  for (const { submissions, memory, delayMs } of checks) {
    say(`${submissions} submissions, held to the processor of ${memory} MB`);
    const batch = await makeBatch(evenlyFleetLike, { count: submissions, seed });
    const share = processorShareOf(memory);
    const turns = [{ function: deployed.name, payload: 0, conditions: { ...healthy, delayMs } }];
    const plan = {
      functions: [deployed],
      payloads: [batch.payload],
      scenarios: [
        { turns, warmUpRounds: 10 * warmUpRounds, rounds },
        { turns, warmUpRounds: 0, rounds, processor: { program, share } },
      ],
    };
    const [[free = []] = [], [held = []] = []] = await invoker.play(plan, nodeOptionsAt(memory));
    const durations = held.map(({ wallMs }) => wallMs);
    const computed = free.map((invocation) => durationAt(share, invocation));
    figures.push({
      case: `${batch.submissions} submissions, held to the processor of ${memory} MB, ${delayMs} ms a call`,
      unit: 'ms',
      value: spreadOf(durations),
      beside: compare({ kind: 'peer', name: 'the duration that is computed' }, durations, computed),
    } as const);
  }
  return figures;
};

export const gigabyteSecondsOfBatches: Measure = {
  id: 'gb-seconds',
  title: 'GB-seconds: what Lambda bills for a million events',
  run: async (bench) => {
    await using invoker = await createInvoker(bench);
    const { memories, delays, submissions } = sizes[bench.size];
    const batches: Batch[] = [];
    for (const count of submissions) batches.push(await makeBatch(evenlyFleetLike, { count, seed: bench.seed }));
    const measured: Measured[] = [];
    for (const memory of memories) measured.push(...(await measureAt(memory, batches, invoker, bench)));
    const checks = await checkAll(invoker, bench);
    const at = (delay: number): readonly Measured[] => measured.filter(({ delayMs }) => delayMs === delay);
    return {
      figures: [
        // The others are in the plots.
        ...figuresOf(at(delays[Math.floor(delays.length / 2)] ?? 0)),
        ...batches.map((batch) => ({
          case: `${batch.submissions} submissions`,
          unit: 'requests a million events',
          value: exactly(1e6 / batch.events),
        })),
        ...checks,
      ],
      plots: delays.flatMap((delay) => [
        plotOf(
          { title: `Billed for a million events, at ${delay} ms a call`, label: 'GB-seconds' },
          at(delay),
          (one) => one.gigabyteSeconds,
        ),
        plotOf(
          { title: `Billed for an invocation, at ${delay} ms a call`, label: 'ms' },
          at(delay),
          ({ billed }) => billed,
        ),
      ]),
      counts: {},
    };
  },
};
