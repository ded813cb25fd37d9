import { performance } from 'node:perf_hooks';
import { shuffle } from 'simple-statistics';
import { seededRandom } from '../../../local/seeded-random';
import { holdToShare } from '../../invocations/hold-to-share';
import type { Invocation, InvocationPlan, Scenario, Turn } from '../../invocations/invocation';
import { deliver, type InvokedFunction, loadFunction } from '../../invocations/invoked-function';
import { StubControl } from '../../loopback/stub-control';
import { answer } from '../answer';
import { cpuSince } from '../cpu-since';

/** Invokes functions as Lambda does, in turns, and measures each invocation. */
answer(async ({ endpoint, functions, payloads, scenarios, seed }: InvocationPlan) => {
  const loaded = new Map<string, InvokedFunction>();
  for (const one of functions) loaded.set(one.name, await loadFunction(one));
  const stub = new StubControl(endpoint);
  const random = seededRandom(seed);

  const invoke = async ({ function: name, payload, conditions }: Turn, round: number): Promise<Invocation> => {
    const invoked = loaded.get(name);
    if (!invoked) throw new Error(`There is no function ${name}.`);
    await stub.begin({ ...conditions, seed: conditions.seed + round });
    const beforeReading = process.cpuUsage();
    const read: unknown = JSON.parse(payloads[payload] ?? '');
    const readingMs = cpuSince(beforeReading);
    const event = invoked.prepare(read);

    const loop = performance.eventLoopUtilization();
    const before = process.cpuUsage();
    const startedAt = performance.now();
    const deliveries = await deliver(invoked, event);
    const wallMs = performance.now() - startedAt;
    const cpuMs = cpuSince(before);
    const idleMs = performance.eventLoopUtilization(loop).idle;
    return { readingMs, cpuMs, wallMs, idleMs, deliveries, counts: await stub.counts() };
  };

  const play = async (
    { turns }: Scenario,
    rounds: number,
    firstRound: number,
  ): Promise<readonly (readonly Invocation[])[]> => {
    const invocations: Invocation[][] = turns.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (const position of shuffle([...turns.keys()], random)) {
        const turn = turns[position];
        if (turn) invocations[position]?.push(await invoke(turn, firstRound + round));
      }
    }
    return invocations;
  };

  const playScenario = async (scenario: Scenario) => {
    const { warmUpRounds, rounds, processor } = scenario;
    await play(scenario, warmUpRounds, 0);
    await using _ = processor && (await holdToShare(processor));
    return await play(scenario, rounds, warmUpRounds);
  };

  const played = [];
  for (const scenario of scenarios) played.push(await playScenario(scenario));
  return played;
});
