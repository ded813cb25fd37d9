import { expect, test } from '@jest/globals';
import { seededRandom } from '../../local/seeded-random';
import { noFaults } from '../support/judge';
import { type FaultPlan, refuse } from './fault-plan';
import { runScenario } from './run-scenario';
import { first } from './scenarios';
import { mixedSubmissions } from './submissions';

const seed = Number(process.env['FAULT_SEED'] ?? 1);

/** Longer than the first receives take, of which a message has more than that. */
const OUTAGE_MS = 8_000;

test.concurrent.each<[string, () => FaultPlan]>([
  ['the stream is down', () => ({ put: first(OUTAGE_MS, refuse(500, 'InternalFailure')) })],
  ['the function may not put', () => ({ put: first(OUTAGE_MS, refuse(400, 'AccessDeniedException')) })],
  ['the key of the stream is disabled', () => ({ put: first(OUTAGE_MS, refuse(400, 'KMSDisabledException')) })],
  ['the queues are down', () => ({ sqs: first(OUTAGE_MS, refuse(503, 'ServiceUnavailable')) })],
])(
  'an outage is waited out: %s',
  async (_, plan) => {
    const result = await runScenario({
      submissions: mixedSubmissions(seededRandom(seed), 100, 12),
      plan: plan(),
      functionTimeoutMs: 3_000,
      maxReceiveCount: 140,
    });
    expect(result).toMatchObject({ outcome: 'right', faults: noFaults, left: { deadLetterQueue: 0 } });
    expect(result.injected).toBeGreaterThan(0);
  },
  120_000,
);

test.concurrent('where half of the messages to the diagnostic queue fail, one receive is enough to keep them', async () => {
  const random = seededRandom(seed);
  const result = await runScenario({
    submissions: mixedSubmissions(random, 200, 2),
    plan: { entry: () => (random() < 0.5 ? 'InternalError' : undefined) },
    maxReceiveCount: 1,
  });
  expect(result).toMatchObject({ outcome: 'right', faults: noFaults, left: { deadLetterQueue: 0 } });
  expect(result.injected).toBeGreaterThan(5);
}, 120_000);
