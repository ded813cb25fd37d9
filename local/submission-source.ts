import { setTimeout } from 'node:timers/promises';
import { SqsSender } from '../lambda/adapters/sqs-sender';
import type { EmbeddedAws } from './embedded-aws';
import { readCapturedBodies } from './fleet/captured-bodies';
import { readInputLines } from './fleet/input-lines';
import { SensorFleet } from './fleet/sensor-fleet';
import type { LocalRunOptions } from './options';
import { readQueueDepth } from './queue-depths';

/** How many bodies of an input are on their way to the queue at once. */
const SENDS_AT_ONCE = 200;
const DRAINED_POLL_MS = 200;

/** Where a run's submissions come from. */
export interface SubmissionSource {
  /** Resolves when there are no more, or when it is stopped. */
  run(stop: AbortSignal): Promise<void>;
}

export const createSubmissionSource = (
  options: LocalRunOptions,
  aws: EmbeddedAws,
  onUnsent: (error: unknown) => void,
): SubmissionSource => {
  if (options.input !== undefined) return inputSource(options.input, aws, onUnsent);
  return options.devices > 0 ? fleetSource(options, aws, onUnsent) : outsideSource;
};

const inputSource = (path: string, aws: EmbeddedAws, onUnsent: (error: unknown) => void): SubmissionSource => ({
  run: async (stop) => {
    const { sqs } = aws.clients;
    const queueUrl = aws.stack.submissionQueue.url;
    const sender = new SqsSender(sqs, queueUrl, new AbortController().signal);
    let sends: Promise<void>[] = [];
    for await (const body of readInputLines(path)) {
      if (stop.aborted) return;
      sends.push(sender.send({ body, attributes: {} }).catch(onUnsent));
      if (sends.length < SENDS_AT_ONCE) continue;
      await Promise.all(sends);
      sends = [];
    }
    await Promise.all(sends);
    while (!stop.aborted) {
      const { waiting, inFlight } = await readQueueDepth(sqs, queueUrl);
      if (waiting + inFlight === 0) return;
      await setTimeout(DRAINED_POLL_MS);
    }
  },
});

const fleetSource = (
  { devices, interval }: LocalRunOptions,
  aws: EmbeddedAws,
  onUnsent: (error: unknown) => void,
): SubmissionSource => ({
  run: async (stop) => {
    const sender = new SqsSender(aws.clients.sqs, aws.stack.submissionQueue.url, new AbortController().signal);
    const fleet = new SensorFleet({
      devices,
      intervalMs: interval * 1_000,
      bodies: await readCapturedBodies(),
      send: (body) => sender.send({ body, attributes: {} }),
      onError: onUnsent,
    });
    await fleet.run(stop);
  },
});

const outsideSource: SubmissionSource = {
  run: (stop) =>
    new Promise((resolve) => {
      if (stop.aborted) resolve();
      stop.addEventListener('abort', () => resolve());
    }),
};
