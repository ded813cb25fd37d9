import { linearRegression } from 'simple-statistics';
import type { Bench, Measure } from '../harness/measure';
import { spreadOf } from '../harness/spread';
import { type Batch, makeBatch } from '../invocations/batch';
import { cpuMicroseconds } from '../invocations/cpu-microseconds';
import { createInvoker, type Invoker } from '../invocations/invoker';
import { healthy, type StubConditions } from '../loopback/stub-conditions';
import type { Figure, Plot } from '../report/report';
import type { Lengths } from '../workloads/workloads';

const sizes = {
  full: { rounds: 7, warmUpRounds: 3 },
  smoke: { rounds: 1, warmUpRounds: 0 },
};

/** A batch, by how many submissions it has and what they hold; and how the services are meanwhile. */
interface Point {
  readonly x: number;
  readonly count: number;
  readonly lengths: Lengths;
  readonly conditions: StubConditions;
}

/** Something that grows, while all else stays as it is. */
interface Growth {
  readonly what: string;
  readonly xs: Readonly<Record<Bench['size'], readonly number[]>>;
  readonly at: (x: number) => Omit<Point, 'x'>;
}

const growths: readonly Growth[] = [
  {
    what: 'submissions in a batch',
    xs: { full: [10, 30, 100, 300, 1_000, 3_000], smoke: [1, 5] },
    at: (x) => ({ count: x, lengths: 'fleet-like', conditions: healthy }),
  },
  {
    what: 'events in a submission',
    xs: { full: [1, 8, 64, 512], smoke: [1, 5] },
    at: (x) => ({ count: 50, lengths: x, conditions: healthy }),
  },
  {
    what: 'shards of the stream',
    xs: { full: [1, 16, 256], smoke: [1, 2] },
    at: (x) => ({ count: 500, lengths: 'fleet-like', conditions: { ...healthy, shards: x } }),
  },
];

/** @returns processor time an event in microseconds, one a round, by point; all points once a round */
const measure = async (points: readonly Point[], invoker: Invoker, { size, seed }: Bench) => {
  const batches: Batch[] = [];
  for (const { lengths, count } of points) batches.push(await makeBatch(lengths, { count, seed }));
  const deployed = invoker.deployed('deployed');
  const turns = points.map(({ conditions }, payload) => ({ function: deployed.name, payload, conditions }));
  const [played = []] = await invoker.play({
    functions: [deployed],
    payloads: batches.map(({ payload }) => payload),
    scenarios: [{ turns, ...sizes[size] }],
  });
  return played.map((invocations, point) =>
    invocations.map((invocation) => cpuMicroseconds(invocation, batches[point]?.events ?? Number.NaN)),
  );
};

/** By which power of `xs` the costs grow: 0 where they do not, 1 where they do as fast. */
const exponentOf = (xs: readonly number[], costs: readonly number[]): number =>
  linearRegression(xs.map((x, point) => [Math.log(x), Math.log(costs[point] ?? Number.NaN)])).m;

const describe = (
  { what }: Growth,
  xs: readonly number[],
  costs: readonly (readonly number[])[],
): { readonly figures: readonly Figure[]; readonly plot: Plot } => {
  const rounds = (costs[0] ?? []).map((_, round) => costs.map((ofPoint) => ofPoint[round] ?? Number.NaN));
  // What is paid once a batch falls on few events at first.
  const half = Math.floor((xs.length - 1) / 2);
  const exponents = (from: number): Figure['value'] =>
    spreadOf(rounds.map((ofRound) => exponentOf(xs.slice(from), ofRound.slice(from))));
  return {
    figures: [
      { case: what, unit: 'exponent of the cost an event', value: exponents(0) },
      { case: `${what}, from ${xs[half]} on`, unit: 'exponent of the cost an event', value: exponents(half) },
    ],
    plot: {
      title: `Cost by ${what}`,
      x: { label: what, scale: 'log' },
      y: { label: 'CPU us an event', scale: 'log' },
      lines: [{ name: 'deployed function', points: xs.map((x, point) => ({ x, y: spreadOf(costs[point] ?? []) })) }],
    },
  };
};

export const scaling: Measure = {
  id: 'scaling',
  title: 'Scaling: what an event costs as batch, submission and stream grow',
  run: async (bench) => {
    await using invoker = await createInvoker(bench);
    const described = [];
    for (const growth of growths) {
      bench.say(growth.what);
      const xs = growth.xs[bench.size];
      const points = xs.map((x) => ({ x, ...growth.at(x) }));
      described.push(describe(growth, xs, await measure(points, invoker, bench)));
    }
    return {
      figures: described.flatMap(({ figures }) => figures),
      plots: described.map(({ plot }) => plot),
      counts: {},
    };
  },
};
