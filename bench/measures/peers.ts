import type { Bench, Measure } from '../harness/measure';
import { compare, exactly, spreadOf } from '../harness/spread';
import { makeBatch } from '../invocations/batch';
import { cpuMicroseconds } from '../invocations/cpu-microseconds';
import type { Invocation, LoadedFunction } from '../invocations/invocation';
import { createInvoker, type Invoker } from '../invocations/invoker';
import { judgeArrivals } from '../loopback/judge-arrivals';
import { healthy } from '../loopback/stub-conditions';
import type { Figure, Findings } from '../report/report';

/** Peers that are measured with batches of one size. */
interface Group {
  /** The file of each, by what it does. */
  readonly peers: Readonly<Record<string, string>>;
  readonly full: Size;
  readonly smoke: Size;
}

interface Size {
  readonly submissions: number;
  readonly rounds: number;
  readonly warmUpRounds: number;
}

const groups: readonly Group[] = [
  {
    peers: {
      'PutRecords for all, no look at failures': 'peers/put-all',
      'PutRecords for all, failed ones again': 'peers/put-failed-again',
    },
    full: { submissions: 500, rounds: 7, warmUpRounds: 10 },
    smoke: { submissions: 3, rounds: 1, warmUpRounds: 0 },
  },
  {
    // It takes a round trip an event, and waits up to a second for each failure.
    peers: { 'PutRecord for each, one after the other': 'peers/put-each' },
    full: { submissions: 20, rounds: 4, warmUpRounds: 2 },
    smoke: { submissions: 2, rounds: 1, warmUpRounds: 0 },
  },
];

const DELAY_MS = { full: 5, smoke: 1 };
const FAILING_SHARE = 0.1;

/** What is paid for, by its unit. */
const prices: Readonly<Record<string, (invocation: Invocation, events: number) => number>> = {
  'CPU us an event': cpuMicroseconds,
  ms: ({ wallMs }) => wallMs,
};

const measure = async (group: Group, invoker: Invoker, bench: Bench): Promise<Omit<Findings, 'plots'>> => {
  const { submissions, rounds, warmUpRounds } = group[bench.size];
  const batch = await makeBatch('fleet-like', { count: submissions, seed: bench.seed });
  const conditions = { ...healthy, delayMs: DELAY_MS[bench.size] };
  const deployed = invoker.deployed('deployed');
  const peers: { readonly name: string; readonly loaded: LoadedFunction }[] = [];
  for (const [name, source] of Object.entries(group.peers)) peers.push({ name, loaded: await invoker.ofBench(source) });

  bench.say(`${submissions} submissions, in turns`);
  const functions = [deployed, ...peers.map(({ loaded }) => loaded)];
  const [[ours = [], ...theirs] = []] = await invoker.play({
    functions,
    payloads: [batch.payload],
    scenarios: [
      { turns: functions.map(({ name }) => ({ function: name, payload: 0, conditions })), rounds, warmUpRounds },
    ],
  });
  const speeds = peers.flatMap(({ name }, peer) =>
    Object.entries(prices).map(([unit, priceOf]): Figure => {
      const [values, others] = [ours, theirs[peer] ?? []].map((invocations) =>
        invocations.map((invocation) => priceOf(invocation, batch.events)),
      );
      return {
        case: `${batch.submissions} submissions, beside ${name}: ${unit}`,
        unit,
        value: spreadOf(values ?? []),
        beside: compare({ kind: 'peer', name }, values ?? [], others ?? []),
      };
    }),
  );

  const judged: Figure[] = [];
  const counts: Record<string, number> = {};
  for (const { name, loaded } of [{ name: 'the deployed function', loaded: deployed }, ...peers]) {
    bench.say(`10 % of records fail: ${name}`);
    const { invocation, arrived } = await invoker.record(loaded, batch.payload, {
      ...conditions,
      failingShare: FAILING_SHARE,
    });
    const { expected, ...found } = judgeArrivals(batch.lengths, arrived);
    const what = `10 % of records fail, ${batch.submissions} submissions, ${name}`;
    for (const [fault, count] of Object.entries({
      lost: found.lost,
      'out of order': found.outOfOrder,
      twice: found.duplicates,
    })) {
      judged.push({ case: `${what}: ${fault}`, unit: '% of events', value: exactly((count / expected) * 100) });
      if (loaded === deployed) counts[`events ${fault} of ${batch.submissions} submissions`] = count;
    }
    judged.push({ case: `${what}: time`, unit: 'ms', value: exactly(invocation.wallMs) });
  }
  return { figures: [...speeds, ...judged], counts };
};

export const besidePeers: Measure = {
  id: 'peers',
  title: 'Peers: how it is often written, and what comes of it',
  run: async (bench) => {
    await using invoker = await createInvoker(bench);
    const found = [];
    for (const group of groups) found.push(await measure(group, invoker, bench));
    return {
      figures: found.flatMap(({ figures }) => figures),
      plots: [],
      counts: Object.assign({}, ...found.map(({ counts }) => counts)),
    };
  },
};
