import type { Measure } from '../harness/measure';
import { compare, exactly, spreadOf } from '../harness/spread';
import { makeBatch } from '../invocations/batch';
import { createInvoker } from '../invocations/invoke';
import { judgeArrivals } from '../loopback/judge-arrivals';
import { healthy } from '../loopback/stub-conditions';
import type { Figure } from '../report/report';

/** One call an event, one after the other, takes long: so there are not many. */
const sizes = {
  full: { rounds: 4, warmUpRounds: 2, submissions: 50, delayMs: 5 },
  smoke: { rounds: 1, warmUpRounds: 0, submissions: 2, delayMs: 1 },
};

const FAILING_SHARE = 0.1;

const peers = {
  'PutRecords for all, no look at failures': 'peers/put-all',
  'PutRecords for all, failed ones again': 'peers/put-failed-again',
  'PutRecord for each, one after the other': 'peers/put-each',
};

export const besidePeers: Measure = {
  id: 'peers',
  title: 'Peers: how it is often written, and what comes of it',
  run: async (bench) => {
    const { rounds, warmUpRounds, submissions, delayMs } = sizes[bench.size];
    await using invoker = await createInvoker(bench);
    const batch = await makeBatch('fleet-like', { count: submissions, seed: bench.seed });
    const deployed = invoker.deployed('deployed');
    const others = [];
    for (const [name, source] of Object.entries(peers)) others.push({ name, loaded: await invoker.ofBench(source) });
    const conditions = { ...healthy, delayMs };

    bench.say(`${submissions} submissions, in turns`);
    const functions = [deployed, ...others.map(({ loaded }) => loaded)];
    const [[ours = [], ...theirs] = []] = await invoker.play({
      functions,
      payloads: [batch.payload],
      scenarios: [
        { turns: functions.map(({ name }) => ({ function: name, payload: 0, conditions })), warmUpRounds, rounds },
      ],
    });
    const speeds = others.flatMap(({ name }, index): readonly Figure[] => {
      return [
        { unit: 'CPU us an event', of: ({ cpuMs }: (typeof ours)[number]) => (cpuMs * 1_000) / batch.events },
        { unit: 'ms', of: ({ wallMs }: (typeof ours)[number]) => wallMs },
      ].map(({ unit, of }): Figure => {
        const values = ours.map(of);
        const beside = compare({ kind: 'peer', name }, values, (theirs[index] ?? []).map(of));
        return { case: `deployed beside ${name}: ${unit}`, unit, value: spreadOf(values), beside };
      });
    });

    const judged: Figure[] = [];
    const counts: Record<string, number> = {};
    for (const { name, loaded } of [{ name: 'deployed', loaded: deployed }, ...others]) {
      bench.say(`10 % of records fail: ${name}`);
      const failing = { ...conditions, failingShare: FAILING_SHARE };
      const { invocation, arrived } = await invoker.record(loaded, batch.payload, failing);
      const found = judgeArrivals(batch.lengths, arrived);
      const { lost, outOfOrder, duplicates } = found;
      for (const [what, count] of Object.entries({ lost, 'out of order': outOfOrder, twice: duplicates })) {
        judged.push({
          case: `10 % of records fail, ${name}: ${what}`,
          unit: '% of events',
          value: exactly((count / found.expected) * 100),
        });
        if (loaded === deployed) counts[`events ${what}`] = count;
      }
      judged.push({
        case: `10 % of records fail, ${name}: time`,
        unit: 'ms',
        value: exactly(invocation.wallMs),
      });
    }
    return { figures: [...speeds, ...judged], plots: [], counts };
  },
};
