import type { Bench, Measure } from '../harness/measure';
import { compare, exactly, spreadOf } from '../harness/spread';
import { type Batch, makeBatch } from '../invocations/batch';
import { billedMs, durationAt, gigabyteSeconds, processorShareOf } from '../invocations/billed-duration';
import type { Invocation } from '../invocations/invocation';
import { createInvoker, type Invoker } from '../invocations/invoke';
import { healthy } from '../loopback/stub-conditions';
import type { Figure, Plot } from '../report/report';

const sizes = {
  full: {
    rounds: 5,
    warmUpRounds: 2,
    delays: [5, 10, 20],
    submissions: [10, 50, 100, 250, 500, 1_000, 10_000],
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
    delays: [2],
    submissions: [2, 5],
    checks: [{ submissions: 5, memory: 512, delayMs: 2 }],
  },
};

/** Those of docs/settings.md that there is a reason to choose between. */
const memories = [128, 256, 512, 768, 1_024, 1_769];

interface Measured {
  readonly delayMs: number;
  readonly batch: Batch;
  readonly invocations: readonly Invocation[];
}

const measureAll = async (invoker: Invoker, bench: Bench): Promise<readonly Measured[]> => {
  const { rounds, warmUpRounds, delays, submissions } = sizes[bench.size];
  const batches = await Promise.all(submissions.map((count) => makeBatch('fleet-like', { count, seed: bench.seed })));
  const deployed = invoker.deployed('deployed');
  const cases = delays.flatMap((delayMs) => batches.map((batch, payload) => ({ delayMs, batch, payload })));
  const turns = cases.map(({ delayMs, payload }) => ({
    function: deployed.name,
    payload,
    conditions: { ...healthy, delayMs },
  }));
  const [played = []] = await invoker.play({
    functions: [deployed],
    payloads: batches.map(({ payload }) => payload),
    scenarios: [{ turns, warmUpRounds, rounds }],
  });
  return cases.map(({ delayMs, batch }, index) => ({ delayMs, batch, invocations: played[index] ?? [] }));
};

const plotOf = (
  { title, label }: { readonly title: string; readonly label: string },
  measured: readonly Measured[],
  figureOf: (memory: number, billed: number, batch: Batch) => number,
): Plot => ({
  title,
  x: { label: 'memory in MB', scale: 'log' },
  y: { label, scale: 'log' },
  lines: measured.map(({ batch, invocations }) => ({
    name: `${batch.submissions} submissions`,
    points: memories.map((memory) => ({
      x: memory,
      y: spreadOf(invocations.map((invocation) => figureOf(memory, billedMs(memory, invocation), batch))),
    })),
  })),
});

const figuresOf = ({ delayMs, batch, invocations }: Measured): readonly Figure[] =>
  memories.map((memory) => ({
    case: `${batch.submissions} submissions, ${memory} MB, ${delayMs} ms a call`,
    unit: 'GB-seconds a million events',
    value: spreadOf(
      invocations.map((invocation) => gigabyteSeconds(memory, billedMs(memory, invocation), batch.events)),
    ),
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
    const batch = await makeBatch('fleet-like', { count: submissions, seed });
    const share = processorShareOf(memory);
    const turns = [{ function: deployed.name, payload: 0, conditions: { ...healthy, delayMs } }];
    const [[free = []] = [], [held = []] = []] = await invoker.play({
      functions: [deployed],
      payloads: [batch.payload],
      scenarios: [
        { turns, warmUpRounds: 5 * warmUpRounds, rounds },
        { turns, warmUpRounds: 0, rounds, processor: { program, share } },
      ],
    });
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
    bench.say('batch sizes and delays, in turns');
    const measured = await measureAll(invoker, bench);
    const checks = await checkAll(invoker, bench);
    const { delays } = sizes[bench.size];
    const usual = measured.filter(({ delayMs }) => delayMs === delays[Math.floor(delays.length / 2)]);
    const [{ delayMs } = { delayMs: 0 }] = usual;
    return {
      figures: [
        ...usual.flatMap(figuresOf),
        ...usual.map(({ batch }) => ({
          case: `${batch.submissions} submissions`,
          unit: 'requests a million events',
          value: exactly(1e6 / batch.events),
        })),
        ...checks,
      ],
      plots: [
        ...delays.map((delay) =>
          plotOf(
            { title: `Billed for a million events, at ${delay} ms a call`, label: 'GB-seconds' },
            measured.filter((one) => one.delayMs === delay),
            (memory, billed, { events }) => gigabyteSeconds(memory, billed, events),
          ),
        ),
        plotOf(
          { title: `Billed for an invocation, at ${delayMs} ms a call`, label: 'ms' },
          usual,
          (_, billed) => billed,
        ),
      ],
      counts: {},
    };
  },
};
