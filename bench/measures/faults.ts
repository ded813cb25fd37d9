import type { Measure } from '../harness/measure';
import { compare, spreadOf } from '../harness/spread';
import { makeBatch } from '../invocations/batch';
import { cpuMicroseconds } from '../invocations/cpu-microseconds';
import type { Invocation } from '../invocations/invocation';
import { createInvoker } from '../invocations/invoker';
import { judgeArrivals } from '../loopback/judge-arrivals';
import { healthy } from '../loopback/stub-conditions';
import type { Comparison, Figure } from '../report/report';

const sizes = {
  full: { rounds: 5, warmUpRounds: 4, submissions: 100, delayMs: 10 },
  smoke: { rounds: 1, warmUpRounds: 0, submissions: 5, delayMs: 2 },
};

const FAILING_SHARE = 0.1;

/** What is paid for, by its unit. */
const prices: Readonly<Record<string, (invocation: Invocation, events: number) => number>> = {
  'CPU us an event': cpuMicroseconds,
  'calls an invocation': ({ counts: { calls } }) => (calls['PutRecords'] ?? 0) + (calls['PutRecord'] ?? 0),
  ms: ({ wallMs }) => wallMs,
};

export const faults: Measure = {
  id: 'faults',
  title: 'Faults and strict order: what they cost',
  run: async (bench) => {
    const { rounds, warmUpRounds, submissions, delayMs } = sizes[bench.size];
    await using invoker = await createInvoker(bench);
    const batch = await makeBatch('fleet-like', { count: submissions, seed: bench.seed });
    const deployed = {
      acknowledged: invoker.deployed('acknowledged', { ORDERING: 'acknowledged' }),
      strict: invoker.deployed('strict', { ORDERING: 'strict' }),
    };
    const conditions = { ...healthy, delayMs };
    const failing = { ...conditions, failingShare: FAILING_SHARE };
    bench.say('ten per cent of records fail, and strict order, in turns');
    const turns = Object.values(deployed).flatMap(({ name }) => [
      { function: name, payload: 0, conditions },
      { function: name, payload: 0, conditions: failing },
    ]);
    const [[usual = [], usualFailing = [], strict = [], strictFailing = []] = []] = await invoker.play({
      functions: Object.values(deployed),
      payloads: [batch.payload],
      scenarios: [{ turns, rounds, warmUpRounds }],
    });

    const besides = (
      name: string,
      invocations: readonly Invocation[],
      others: readonly Invocation[],
      than: Pick<Comparison, 'kind' | 'name'>,
    ): readonly Figure[] =>
      Object.entries(prices).map(([unit, priceOf]) => {
        const values = invocations.map((invocation) => priceOf(invocation, batch.events));
        const beside = others.map((invocation) => priceOf(invocation, batch.events));
        return { case: `${name}: ${unit}`, unit, value: spreadOf(values), beside: compare(than, values, beside) };
      });
    const amplification = (name: string, invocations: readonly Invocation[]): Figure => ({
      case: `${name}: records put`,
      unit: 'records an event',
      value: spreadOf(invocations.map(({ counts }) => counts.records / batch.events)),
    });

    const counts: Record<string, number> = {};
    for (const [ordering, loaded] of Object.entries(deployed)) {
      bench.say(`what arrives with ${ordering} order`);
      const { arrived } = await invoker.record(loaded, batch.payload, failing);
      const { lost, duplicates, outOfOrder } = judgeArrivals(batch.lengths, arrived);
      Object.assign(counts, {
        [`events lost, ${ordering}`]: lost,
        [`events twice, ${ordering}`]: duplicates,
        [`events out of order, ${ordering}`]: outOfOrder,
      });
    }
    const withoutFailures = { kind: 'floor', name: 'no record fails' } as const;
    return {
      figures: [
        amplification('10 % of records fail', usualFailing),
        ...besides('10 % of records fail', usualFailing, usual, withoutFailures),
        amplification('10 % of records fail, strict', strictFailing),
        ...besides('10 % of records fail, strict', strictFailing, strict, withoutFailures),
        ...besides('strict order', strict, usual, { kind: 'peer', name: 'the default order' }),
      ],
      plots: [],
      counts,
    };
  },
};
