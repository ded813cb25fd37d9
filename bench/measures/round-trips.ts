import type { Measure } from '../harness/measure';
import { compare, spreadOf } from '../harness/spread';
import { makeBatch } from '../invocations/batch';
import { createInvoker } from '../invocations/invoker';
import { healthy } from '../loopback/stub-conditions';
import type { Figure, Plot } from '../report/report';

/** Of the largest batch size that Lambda knows, as many submissions as the payload of an invocation has room for. */
const sizes = {
  full: { rounds: 3, warmUpRounds: 1, delays: [5, 10, 20], submissions: [10, 100, 500, 1_000, 10_000] },
  smoke: { rounds: 1, warmUpRounds: 0, delays: [2], submissions: [2, 10] },
};

/** Up to here all submissions are decoded in one turn of the event loop, so that the calls do not depend on the machine. */
const COUNTED_SUBMISSIONS = 100;

export const roundTrips: Measure = {
  id: 'round-trips',
  title: 'Round trips: how long an invocation takes where each call does',
  run: async (bench) => {
    const { rounds, warmUpRounds, delays, submissions } = sizes[bench.size];
    await using invoker = await createInvoker(bench);
    const batches = await Promise.all(submissions.map((count) => makeBatch('fleet-like', { count, seed: bench.seed })));
    const deployed = invoker.deployed('deployed');
    const cases = delays.flatMap((delayMs) => batches.map((batch, payload) => ({ delayMs, batch, payload })));
    bench.say(`${cases.length} cases, in turns`);
    const [played = []] = await invoker.play({
      functions: [deployed],
      payloads: batches.map(({ payload }) => payload),
      scenarios: [
        {
          turns: cases.map(({ delayMs, payload }) => ({
            function: deployed.name,
            payload,
            conditions: { ...healthy, delayMs },
          })),
          warmUpRounds,
          rounds,
        },
      ],
    });
    const measured = cases.map((one, index) => ({ ...one, invocations: played[index] ?? [] }));

    const figures = measured.map(({ delayMs, batch, invocations }): Figure => {
      const walls = invocations.map(({ wallMs }) => wallMs);
      const floor = walls.map(() => batch.longest * delayMs);
      return {
        case: `${batch.submissions} submissions, ${delayMs} ms a call`,
        unit: 'ms',
        value: spreadOf(walls),
        beside: compare({ kind: 'floor', name: 'the calls that the longest submission takes' }, walls, floor),
      };
    });
    const plot: Plot = {
      title: 'Duration to the calls that the longest submission takes',
      x: { label: 'submissions', scale: 'log' },
      y: { label: 'ratio', scale: 'linear' },
      lines: delays.map((delay) => ({
        name: `${delay} ms a call`,
        points: measured.flatMap(({ delayMs, batch, invocations }) =>
          delayMs === delay
            ? [
                {
                  x: batch.submissions,
                  y: spreadOf(invocations.map(({ wallMs }) => wallMs / (batch.longest * delay))),
                },
              ]
            : [],
        ),
      })),
    };
    const counts = measured
      .filter(({ batch, delayMs }) => batch.submissions <= COUNTED_SUBMISSIONS && delayMs === delays[0])
      .flatMap(({ batch, invocations: [first] }) => [
        [`longest of ${batch.submissions} submissions`, batch.longest],
        [`calls for ${batch.submissions} submissions`, first?.counts.calls['PutRecords'] ?? 0],
        [`records of ${batch.submissions} submissions`, first?.counts.records ?? 0],
      ]);
    return { figures, plots: [plot], counts: Object.fromEntries(counts) };
  },
};
