import { expect, test } from '@jest/globals';
import { noFaults } from '../support/judge';
import type { CallFault } from './fault-plan';
import { runScenario } from './run-scenario';
import { seededRandom } from './seeded-random';
import { validSubmission } from './submissions';

const seed = Number(process.env['FAULT_SEED'] ?? 1);
const SUBMISSIONS = 6;
const EVENTS = 900;

/** Submissions that take a dozen invocations each, while calls to SQS break. */
const continuedWhile = (sqs: (random: () => number) => CallFault | undefined) => {
  const random = seededRandom(seed);
  return runScenario({
    submissions: Array.from({ length: SUBMISSIONS }, () => validSubmission(random, EVENTS)),
    plan: { latencyMs: () => 5, sqs: () => sqs(random) },
    batchSize: 3,
    functionTimeoutMs: 1_000,
    // Few, so that a copy that starts again and again would end in the dead-letter queue.
    maxReceiveCount: 20,
  });
};

const failAfter: CallFault = { kind: 'fail-after', status: 503, code: 'ServiceUnavailable' };
const anyOf = (faults: readonly CallFault[]) => (random: () => number) =>
  random() < 0.1 ? faults[Math.floor(random() * faults.length)] : undefined;

test.concurrent.each<[string, number, (random: () => number) => CallFault | undefined]>([
  ['its responses are lost', 1.02, anyOf([{ kind: 'reset-after' }])],
  ['it says that what it did has failed', 1.02, anyOf([failAfter])],
  ['requests or responses are lost', 1.2, anyOf([{ kind: 'reset-after' }, { kind: 'reset-before' }])],
])(
  'where a tenth of the calls to SQS breaks, continuations do not multiply: %s',
  async (_, bound, sqs) => {
    const result = await continuedWhile(sqs);
    const continued = result.log.filter((line) => line.includes('Submission continued')).length;
    process.stdout.write(
      `${SUBMISSIONS} submissions of ${EVENTS} events, seed ${seed}: ${continued} continuations, ${result.injected} broken calls, ${result.amplification.toFixed(3)} records an event\n`,
    );
    expect(result).toMatchObject({
      outcome: 'right',
      faults: noFaults,
      left: { submissionQueue: 0, deadLetterQueue: 0 },
    });
    expect(result.injected).toBeGreaterThan(0);
    expect(continued).toBeGreaterThan(3 * SUBMISSIONS);
    expect(result.amplification).toBeLessThanOrEqual(bound);
  },
  180_000,
);
