import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { orderings } from '../../lambda/contract/ordering';
import { seededRandom } from '../../local/seeded-random';
import { noFaults } from '../support/judge';
import { refuse } from './fault-plan';
import { runScenario } from './run-scenario';
import { mixedSubmissions } from './submissions';

const schedules = fc.record({
  seed: fc.nat(),
  ordering: fc.constantFrom(...orderings),
  submissions: fc.integer({ min: 1, max: 80 }),
  mostEvents: fc.integer({ min: 0, max: 60 }),
  batchSize: fc.integer({ min: 1, max: 100 }),
  functionTimeoutMs: fc.integer({ min: 800, max: 4_000 }),
  records: fc.double({ min: 0, max: 0.3, noNaN: true }),
  refused: fc.double({ min: 0, max: 0.3, noNaN: true }),
  lost: fc.double({ min: 0, max: 0.2, noNaN: true }),
  stalled: fc.double({ min: 0, max: 0.05, noNaN: true }),
  entries: fc.double({ min: 0, max: 0.3, noNaN: true }),
});

/** FAULT_SEED replays a run: fast-check prints the seed of one that failed. */
const seed = process.env['FAULT_SEED'];

test('whatever the schedule of faults, sizes and deadlines, every valid submission is published and every invalid one kept', async () => {
  await fc.assert(
    fc.asyncProperty(schedules, async (schedule) => {
      const random = seededRandom(schedule.seed);
      const submissions = mixedSubmissions(random, schedule.submissions, schedule.mostEvents);
      const invalid = submissions.filter(({ valid }) => !valid).length;
      const result = await runScenario({
        ordering: schedule.ordering,
        submissions,
        batchSize: schedule.batchSize,
        functionTimeoutMs: schedule.functionTimeoutMs,
        plan: {
          record: () => (random() < schedule.records ? 'ProvisionedThroughputExceededException' : undefined),
          put: () => {
            const draw = random();
            if (draw < schedule.refused) return refuse(500, 'InternalFailure');
            if (draw < schedule.refused + schedule.lost) return { kind: 'reset-after' };
            if (draw < schedule.refused + schedule.lost + schedule.stalled) return { kind: 'stall' };
            return undefined;
          },
          entry: () => (random() < schedule.entries ? 'InternalError' : undefined),
        },
      });
      expect(result).toMatchObject({
        outcome: 'right',
        faults: noFaults,
        left: { submissionQueue: 0, deadLetterQueue: 0, unknown: 0 },
        sent: submissions.length,
        published: submissions.length - invalid,
        rejected: invalid,
      });
    }),
    { numRuns: 6, endOnFailure: true, ...(seed !== undefined && { seed: Number(seed) }) },
  );
}, 200_000);
