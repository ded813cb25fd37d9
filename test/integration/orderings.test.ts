import { afterAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type Ordering, orderings } from '../../lambda/contract/ordering';
import { readCapturedBodies } from '../../local/fleet/captured-bodies';
import { RunMonitor } from '../../local/run/run-monitor';
import { eventReaders } from '../../schemas/formats/event-readers';
import { startObservedRun } from '../support/local-stack';

/** Of the captured fleet. */
const SUBMISSIONS = 500;

const BatchLine = z.object({
  message: z.literal('Batch processed'),
  put_records: z.object({ calls: z.int(), records: z.int(), inversions: z.int() }),
  duration_ms: z.number(),
});

interface Price {
  readonly records: number;
  readonly calls: number;
  readonly inversions: number;
  /** Of all invocations together. */
  readonly functionMs: number;
  /** From the first send until the queue was drained. */
  readonly wallMs: number;
}

const prices = new Map<Ordering, Price>();

test.each(orderings)(
  'with %s ordering, captured submissions are in the stream whole and in order, and records share calls only where they may',
  async (ordering) => {
    const bodies = (await readCapturedBodies()).slice(0, SUBMISSIONS);
    const monitor = new RunMonitor(eventReaders.nested, () => undefined);
    await using run = await startObservedRun(
      {
        functionOf: async ({ aws: { code } }) => ({
          ...code,
          environment: { ...code.environment, ORDERING: ordering },
        }),
      },
      monitor,
    );
    const startedAt = Date.now();
    await Promise.all(bodies.map((body) => run.send(body)));
    await run.untilDrained();
    const wallMs = Date.now() - startedAt;
    await run.finish();
    const verdict = monitor.ledger.verdict(await run.readQueues(), 0);
    expect(verdict).toMatchObject({ outcome: 'right', sent: SUBMISSIONS });

    const batches = run.log.filter((line) => line.includes('"Batch processed"')).map((line) => JSON.parse(line));
    const price = batches
      .map((line) => BatchLine.parse(line))
      .reduce(
        (sum, { put_records, duration_ms }) => ({
          records: sum.records + put_records.records,
          calls: sum.calls + put_records.calls,
          inversions: sum.inversions + put_records.inversions,
          functionMs: sum.functionMs + duration_ms,
          wallMs,
        }),
        { records: 0, calls: 0, inversions: 0, functionMs: 0, wallMs },
      );
    prices.set(ordering, price);
    expect(price.inversions).toBe(0);
    expect(price.records).toBe(verdict.events);
    if (ordering === 'strict') expect(price.calls).toBe(price.records);
    else expect(price.calls).toBeLessThan(price.records / 5);
  },
  120_000,
);

afterAll(() => {
  const rows = [...prices].map(
    ([ordering, { records, calls, functionMs, wallMs }]) =>
      `| ${ordering} | ${records} | ${calls} | ${(records / calls).toFixed(1)} | ${(functionMs / 1_000).toFixed(1)} s | ${(wallMs / 1_000).toFixed(1)} s |`,
  );
  process.stdout.write(
    [
      '',
      '| ordering | records | calls | records a call | function | sent to drained |',
      '| --- | --: | --: | --: | --: | --: |',
      ...rows,
      '',
    ].join('\n'),
  );
});
