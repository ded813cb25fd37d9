import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { restamp } from './restamp';

export interface FleetConfiguration {
  readonly devices: number;
  /** From one submission of a device to its next. */
  readonly intervalMs: number;
  /** What devices send; restamped each time. */
  readonly bodies: readonly string[];
  readonly send: (body: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Simulated sensors, each sending a submission every interval. */
export class SensorFleet {
  readonly #configuration: FleetConfiguration;

  constructor(configuration: FleetConfiguration) {
    this.#configuration = configuration;
  }

  /** Runs until it is stopped: then no sensor has a submission on its way. */
  async run(stop: AbortSignal): Promise<void> {
    await Promise.all(Array.from({ length: this.#configuration.devices }, () => this.#runDevice(stop)));
  }

  async #runDevice(stop: AbortSignal): Promise<void> {
    const { intervalMs, bodies, send, onError } = this.#configuration;
    const deviceId = randomUUID();
    // Sensors of a real fleet do not start in step.
    await sleep(Math.random() * intervalMs, stop);
    while (!stop.aborted) {
      const body = bodies[randomInt(bodies.length)];
      if (body !== undefined) await send(restamp(body, deviceId)).catch(onError);
      await sleep(intervalMs, stop);
    }
  }
}

/** Ends early when the fleet is stopped. */
const sleep = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
};
