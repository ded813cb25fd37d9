import { expect, test } from '@jest/globals';
import { noFaults } from '../support/judge';
import { type CallFault, type FaultPlan, refuse } from './fault-plan';
import { runScenario } from './run-scenario';
import { seededRandom } from './seeded-random';
import { mixedSubmissions } from './submissions';

const seed = Number(process.env['FAULT_SEED'] ?? 1);

/** Longer than the first receives take, of which a message has more than that. */
const OUTAGE_MS = 8_000;

const whileOut = (fault: CallFault): (() => CallFault | undefined) => {
  let end: number | undefined;
  return () => {
    end ??= Date.now() + OUTAGE_MS;
    return Date.now() < end ? fault : undefined;
  };
};

test.concurrent.each<[string, () => FaultPlan]>([
  ['the stream is down', () => ({ put: whileOut(refuse(500, 'InternalFailure')) })],
  ['the function may not put', () => ({ put: whileOut(refuse(400, 'AccessDeniedException')) })],
  ['the key of the stream is disabled', () => ({ put: whileOut(refuse(400, 'KMSDisabledException')) })],
  ['the queues are down', () => ({ sqs: whileOut(refuse(503, 'ServiceUnavailable')) })],
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
