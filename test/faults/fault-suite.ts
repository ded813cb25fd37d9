import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pLimit from 'p-limit';
import { z } from 'zod';
import type { Ordering } from '../../lambda/contract/ordering';
import { seededRandom } from '../../local/seeded-random';
import { noFaults } from '../support/judge';
import { SAMPLED_TEXT } from '../support/sample-events';
import { renderTable } from './render-table';
import { runScenario, type Scenario, type ScenarioResult } from './run-scenario';
import { dies, faultless, faultScenarios } from './scenarios';
import { mixedSubmissions, validSubmission } from './submissions';

export interface FaultSuite {
  readonly ordering: Ordering;
  /** Submissions of most scenarios. */
  readonly fleet: number;
}

const POISON = 'a record that always fails';
/**
 * Records an event, where each is put once. On a busy machine, a call may be given up that took effect: of the records of
 * a call, or of a continuation, a second copy then. Starting over, or putting whole calls again, makes at least twice as many.
 */
const ONCE_BUT_FOR_A_CALL = 1.5;
/** They wait more than they work. */
const SCENARIOS_AT_ONCE = 3;

const BatchLine = z.object({
  message: z.literal('Batch processed'),
  put_records: z.object({ retries: z.int(), refusals: z.record(z.string(), z.int()), inversions: z.int() }),
});

/** What the function says of each of its invocations. */
const batchesOf = (log: readonly string[] = []) =>
  log.filter((line) => line.includes('"Batch processed"')).map((line) => BatchLine.parse(JSON.parse(line)));

/** The action that puts records, by ordering, and the other one. */
const putsOf = ({ puts }: ScenarioResult, ordering: Ordering) =>
  ordering === 'strict' ? [puts.PutRecord, puts.PutRecords] : [puts.PutRecords, puts.PutRecord];

/** Tests that the guarantees hold under each fault, and prints what was measured. */
export const testFaults = ({ ordering, fleet }: FaultSuite): void => {
  const seed = Number(process.env['FAULT_SEED'] ?? 1);
  const random = seededRandom(seed);
  const scenarios = faultScenarios({ random, ordering, fleet });
  const limit = pLimit(SCENARIOS_AT_ONCE);
  const runs = new Map<string, Promise<ScenarioResult>>();
  const results = new Map<string, ScenarioResult>();

  const poison = (): Omit<Scenario, 'ordering'> => {
    const poisoned = validSubmission(random, 6);
    return {
      submissions: [...mixedSubmissions(random, 50, 12), poisoned],
      plan: {
        record: ({ partitionKey, sequence }) =>
          partitionKey === poisoned.submissionId && sequence === 3 ? 'InternalFailure' : undefined,
      },
      functionTimeoutMs: 5_000,
      maxReceiveCount: 5,
    };
  };

  const resultOf = async (name: string): Promise<ScenarioResult> => {
    const result = await runs.get(name);
    if (!result) throw new Error(`There is no scenario "${name}".`);
    results.set(name, result);
    return result;
  };

  /** What holds after every fault that passes. */
  const expectGuarantees = (result: ScenarioResult): void => {
    expect(result.faults).toEqual(noFaults);
    expect(result.left.submissionQueue).toBe(0);
    const [puts, others] = putsOf(result, ordering);
    expect(puts).toBeGreaterThan(0);
    expect(others).toBe(0);
    expect(batchesOf(result.log).filter(({ put_records }) => put_records.inversions > 0)).toEqual([]);
  };

  beforeAll(() => {
    for (const [name, scenario] of Object.entries({ ...scenarios, [POISON]: poison })) {
      const run = limit(() => runScenario({ ...scenario(), ordering }));
      // Of one that fails its own test tells.
      run.catch(() => undefined);
      runs.set(name, run);
    }
  });

  describe(`under each fault, with ordering ${ordering} and seed ${seed}`, () => {
    test.each(Object.keys(scenarios))(
      '%s',
      async (name) => {
        const result = await resultOf(name);
        expectGuarantees(result);
        expect(result.log.filter((line) => line.includes(SAMPLED_TEXT))).toEqual([]);
        expect(result.outcome).toBe('right');
        if (!dies.has(name)) expect(result.brokenInvocations).toEqual([]);
        if (!faultless.has(name)) expect(result.injected).toBeGreaterThan(0);
      },
      300_000,
    );

    test('messages that are processed twice at the same time are what it looks like', () => {
      expect(results.get('messages delivered again while they are processed')?.duplicates).toBeGreaterThan(0);
    });

    test('what was published is not published again by what takes it up', () => {
      const { amplification, log = [] } = results.get('a submission too large for one invocation') ?? {};
      expect(log.filter((line) => line.includes('Submission continued')).length).toBeGreaterThan(1);
      expect(amplification).toBeLessThan(ONCE_BUT_FOR_A_CALL);
    });

    test('only what failed is put again', () => {
      for (const name of ['no fault', '10 % of records throttled', '10 % of records with an internal failure']) {
        expect(results.get(name)?.amplification).toBeLessThan(ONCE_BUT_FOR_A_CALL);
      }
    });

    test.each([
      ['access denied, once', 'AccessDeniedException'],
      ['a key of KMS missing, once', 'KMSNotFoundException'],
    ])('what cannot succeed is not tried again by the invocation: %s', (name, code) => {
      const refused = batchesOf(results.get(name)?.log).filter(({ put_records }) => put_records.refusals[code]);
      expect(refused).toHaveLength(1);
      expect(refused[0]?.put_records.retries).toBe(0);
    });
  });

  test(`${POISON} leads its submission to the dead-letter queue, and no other`, async () => {
    const result = await resultOf(POISON);
    expectGuarantees(result);
    expect(result.left.deadLetterQueue).toBe(1);
  }, 300_000);

  afterAll(() => {
    process.stdout.write(`${renderTable(results, ordering, seed)}\n`);
  });
};
