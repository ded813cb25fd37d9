import { expect, test } from '@jest/globals';
import { seededRandom } from '../../local/seeded-random';
import { noFaults } from '../support/judge';
import type { CallFault } from './fault-plan';
import { runScenario } from './run-scenario';
import { validSubmission } from './submissions';

const seed = Number(process.env['FAULT_SEED'] ?? 1);
const SUBMISSIONS = 6;
const EVENTS = 350;
/** Of a put, so that an invocation of 4 seconds takes 40 events of a submission, on however fast a machine. */
const LATENCY_MS = 60;

/** Each of these happens to a tenth of the calls to SQS. */
const tenth = (faults: readonly CallFault[], random: () => number) => (): CallFault | undefined =>
  random() < 0.1 ? faults[Math.floor(random() * faults.length)] : undefined;

test.concurrent.each<[string, readonly CallFault[]]>([
  [
    'what it did is not answered, or said to have failed',
    [{ kind: 'reset-after' }, { kind: 'fail-after', status: 503, code: 'ServiceUnavailable' }],
  ],
  ['what it was asked to do, or what it did, is lost', [{ kind: 'reset-before' }, { kind: 'reset-after' }]],
])(
  'where of a tenth of the calls to SQS %s, continuations do not multiply',
  async (fault, faults) => {
    const random = seededRandom(seed);
    const result = await runScenario({
      submissions: Array.from({ length: SUBMISSIONS }, () => validSubmission(random, EVENTS)),
      plan: { latencyMs: () => LATENCY_MS, sqs: tenth(faults, random) },
      batchSize: 3,
      functionTimeoutMs: 4_000,
      // Few, so that a copy that starts again and again would end in the dead-letter queue.
      maxReceiveCount: 20,
    });
    const continued = result.log.filter((line) => line.includes('Submission continued')).length;
    process.stdout.write(
      `${SUBMISSIONS} submissions of ${EVENTS} events, seed ${seed}, ${fault}: ${continued} continuations, ${result.injected} broken calls, ${result.amplification.toFixed(3)} records an event\n`,
    );
    expect(result).toMatchObject({
      outcome: 'right',
      faults: noFaults,
      left: { submissionQueue: 0, deadLetterQueue: 0 },
    });
    expect(result.injected).toBeGreaterThan(0);
    expect(continued).toBeGreaterThan(8 * SUBMISSIONS);
    expect(result.amplification).toBeLessThanOrEqual(1.2);
  },
  240_000,
);
