import { readCapturedBodies } from '../fleet/captured-bodies';
import type { InputLines } from '../fleet/input-lines';
import { SensorFleet } from '../fleet/sensor-fleet';
import type { MappingRun } from './mapping-run';
import type { RunOptions } from './run-options';

/** Longer than the batching window and an invocation take. */
const DRAINING_LIMIT_MS = 5_000;

/** How many bodies of an input are on their way to the queue at once. */
const SENDS_AT_ONCE = 200;

/**
 * Where a run's submissions come from.
 *
 * @returns when there are no more, or when it is stopped
 */
export type SubmissionSource = (stop: AbortSignal) => Promise<void>;

export const createSubmissionSource = (
  options: RunOptions,
  run: MappingRun,
  onUnsent: (error: unknown) => void,
): SubmissionSource => {
  if (options.input !== undefined) return inputSource(options.input, run, onUnsent);
  return options.devices > 0 ? fleetSource(options, run, onUnsent) : outsideSource;
};

const inputSource =
  (input: InputLines, run: MappingRun, onUnsent: (error: unknown) => void): SubmissionSource =>
  async (stop) => {
    stop.addEventListener('abort', () => input.close(), { once: true });
    let sends: Promise<void>[] = [];
    for await (const body of input.read()) {
      if (typeof body === 'string') sends.push(run.send(body).catch(onUnsent));
      else onUnsent(body);
      if (sends.length < SENDS_AT_ONCE) continue;
      await Promise.all(sends);
      sends = [];
    }
    await Promise.all(sends);
    await run.untilDrained(stop);
  };

const fleetSource =
  ({ devices, interval }: RunOptions, run: MappingRun, onUnsent: (error: unknown) => void): SubmissionSource =>
  async (stop) => {
    const fleet = new SensorFleet({
      devices,
      intervalMs: interval * 1_000,
      bodies: await readCapturedBodies(),
      send: run.send,
      onError: onUnsent,
    });
    await fleet.run(stop);
    // What sensors have sent is in flight too; what fails comes back too late to wait for.
    await run.untilDrained(AbortSignal.timeout(DRAINING_LIMIT_MS));
  };

const outsideSource: SubmissionSource = (stop) =>
  new Promise((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
