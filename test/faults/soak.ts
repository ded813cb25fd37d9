import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { synthesize } from '../../local/cdk/synthesize';
import { inProject } from '../../local/project';
import { type MappingRun, startMappingRun } from '../../local/run/mapping-run';
import { RunMonitor } from '../../local/run/run-monitor';
import { seededRandom } from '../../local/seeded-random';
import { eventReaders } from '../../schemas/formats/event-readers';
import { faultyRun } from './faulty-run';
import { createStorm } from './storm';
import { mixedSubmissions } from './submissions';

const BATCH_EVERY_MS = 250;
const SUBMISSIONS_A_BATCH = 20;
const KILL_EVERY_MS = 7_000;
const PROGRESS_EVERY_MS = 5_000;

export interface SoakOptions {
  readonly minutes: number;
  readonly seed: number;
}

/**
 * Runs mixed faults, kills and redeliveries for a time, then lets the queue drain and judges.
 *
 * @returns whether the guarantees held
 */
export const soak = async ({ minutes, seed }: SoakOptions, say: (line: string) => void): Promise<boolean> => {
  const assembly = inProject('cdk.out', `soak-${process.pid}`);
  await synthesize(assembly);
  const storm = createStorm(seededRandom(seed));
  const monitor = new RunMonitor(eventReaders.nested, () => undefined);
  const { counts, ...props } = faultyRun({
    plan: storm.plan,
    batchSize: 100,
    functionTimeoutMs: 5_000,
    visibilityTimeoutSeconds: 6,
    // Faults come thick here: more receives than usual, so that what is tested is the function, not its luck.
    maxReceiveCount: 1_000,
  });
  await using run = await startMappingRun({ assembly, ...props, outlivesFunction: true, observer: monitor });

  const activity = act(run, seed);
  const startedAt = Date.now();
  const report = (): void => {
    const { submissions, events } = monitor.ledger;
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    const { sent, kills } = activity;
    say(
      `${seconds} s: ${sent} sent, ${submissions} known, ${events} events, ${counts.injected} faults, ${kills} kills`,
    );
  };
  void run.scope.start((signal) => every(PROGRESS_EVERY_MS, signal, async () => report()));

  await run.scope.until(setTimeout(minutes * 60_000, undefined, { signal: run.scope.signal }));
  await activity.end();
  storm.calm();
  say('No more faults: waiting until the queue is drained ...');
  await run.untilDrained();
  await run.finish();
  report();

  const verdict = monitor.ledger.verdict(await run.readQueues(), 0);
  const held = verdict.outcome === 'right';
  say(JSON.stringify({ seed, ...verdict, injected: counts.injected, kills: activity.kills }));
  say(`Every valid submission fully in the stream, in order, every invalid one kept: ${held ? 'yes' : 'no'}`);
  await rm(assembly, { recursive: true });
  return held;
};

/** Sends submissions and kills the function, until it ends. */
const act = (run: MappingRun, seed: number) => {
  const random = seededRandom(seed + 1);
  const ending = new AbortController();
  const activity = { sent: 0, kills: 0 };
  const sendSome = async (): Promise<void> => {
    const submissions = mixedSubmissions(random, SUBMISSIONS_A_BATCH, 20);
    await Promise.all(submissions.map(({ body }) => run.send(body)));
    activity.sent += submissions.length;
  };
  const kill = async (): Promise<void> => {
    activity.kills++;
    run.killFunction();
  };
  const tasks = [
    run.scope.start((signal) => every(BATCH_EVERY_MS, AbortSignal.any([signal, ending.signal]), sendSome)),
    run.scope.start((signal) => every(KILL_EVERY_MS, AbortSignal.any([signal, ending.signal]), kill)),
  ];
  return Object.assign(activity, {
    end: async (): Promise<void> => {
      ending.abort();
      await run.scope.until(Promise.all(tasks));
    },
  });
};

const every = async (milliseconds: number, signal: AbortSignal, act: () => Promise<void>): Promise<void> => {
  while (!signal.aborted) {
    await act();
    await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
  }
};
