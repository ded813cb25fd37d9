import { afterAll, describe, expect, test } from '@jest/globals';
import { noFaults } from '../support/judge';
import { SAMPLED_TEXT } from '../support/sample-events';
import { refuse } from './fault-plan';
import { renderTable } from './render-table';
import { runScenario, type Scenario, type ScenarioResult } from './run-scenario';
import { seededRandom } from './seeded-random';
import { mixedSubmissions, validSubmission } from './submissions';

const seed = Number(process.env['FAULT_SEED'] ?? 1);
const random = seededRandom(seed);
const sometimes =
  <T>(probability: number, fault: T) =>
  () =>
    random() < probability ? fault : undefined;
const once = <T>(fault: T) => {
  let done = false;
  return () => {
    if (done) return undefined;
    done = true;
    return fault;
  };
};
const first = <T>(milliseconds: number, fault: T) => {
  let end: number | undefined;
  return () => {
    end ??= Date.now() + milliseconds;
    return Date.now() < end ? fault : undefined;
  };
};

/** A shard that takes as many records a second, from now on. */
const limitedShard = (shard: number, recordsPerSecond: number) => {
  let second = 0;
  let taken = 0;
  return (record: { readonly shard: number }) => {
    if (record.shard !== shard) return undefined;
    const now = Math.floor(Date.now() / 1_000);
    if (now !== second) {
      second = now;
      taken = 0;
    }
    return ++taken > recordsPerSecond ? 'ProvisionedThroughputExceededException' : undefined;
  };
};

const fleet = () => mixedSubmissions(random, 200, 12);

const scenarios: Readonly<Record<string, () => Scenario>> = {
  'no fault': () => ({ submissions: fleet(), plan: {} }),
  '10 % of records throttled': () => ({
    submissions: fleet(),
    plan: { record: sometimes(0.1, 'ProvisionedThroughputExceededException') },
  }),
  '10 % of records with an internal failure': () => ({
    submissions: fleet(),
    plan: { record: sometimes(0.1, 'InternalFailure') },
  }),
  '10 % of records fail, and FailedRecordCount says 0': () => ({
    submissions: fleet(),
    plan: { record: sometimes(0.1, 'InternalFailure'), failedRecordCountLies: true },
  }),
  '30 % of calls throttled (400)': () => ({
    submissions: fleet(),
    plan: { putRecords: sometimes(0.3, refuse(400, 'ThrottlingException')) },
  }),
  '30 % of calls fail (500)': () => ({
    submissions: fleet(),
    plan: { putRecords: sometimes(0.3, refuse(500, 'InternalFailure')) },
  }),
  '30 % of calls unavailable (503)': () => ({
    submissions: fleet(),
    plan: { putRecords: sometimes(0.3, refuse(503, 'ServiceUnavailable')) },
  }),
  '30 % of connections reset before the call': () => ({
    submissions: fleet(),
    plan: { putRecords: sometimes(0.3, { kind: 'reset-before' }) },
  }),
  '30 % of responses lost': () => ({
    submissions: fleet(),
    plan: { putRecords: sometimes(0.3, { kind: 'reset-after' }) },
  }),
  '10 % of calls stall for 30 s': () => ({
    submissions: fleet(),
    plan: { putRecords: sometimes(0.1, { kind: 'stall' }) },
  }),
  'one hot shard': () => ({ submissions: fleet(), plan: { record: limitedShard(0, 100) } }),
  'one shard down for a whole invocation': () => {
    const down = first(4_000, 'InternalFailure');
    return { submissions: fleet(), plan: { record: ({ shard }) => (shard === 2 ? down() : undefined) } };
  },
  '30 % of messages to the diagnostic queue fail': () => ({
    submissions: fleet(),
    plan: { entry: sometimes(0.3, 'InternalError') },
  }),
  '30 % of calls to SQS fail': () => ({
    submissions: fleet(),
    plan: { sqs: sometimes(0.3, refuse(500, 'InternalError')) },
  }),
  '30 % of responses of SQS lost': () => ({
    submissions: fleet(),
    plan: { sqs: sometimes(0.3, { kind: 'reset-after' }) },
  }),
  'messages delivered again while they are processed': () => {
    const slow = first(3_000, 250);
    return {
      submissions: mixedSubmissions(random, 60, 12),
      plan: { latencyMs: () => slow() ?? 0 },
      batchSize: 60,
      visibilityTimeoutSeconds: 1,
    };
  },
  'the process killed in mid-invocation': () => ({
    submissions: fleet(),
    plan: { putRecords: once({ kind: 'kill' }) },
    functionTimeoutMs: 3_000,
  }),
  'access denied, once': () => ({
    submissions: fleet(),
    plan: { putRecords: once(refuse(400, 'AccessDeniedException')) },
  }),
  'a key of KMS missing, once': () => ({
    submissions: fleet(),
    plan: { putRecords: once(refuse(400, 'KMSNotFoundException')) },
  }),
  'a submission too large for one invocation': () => ({
    submissions: [validSubmission(random, 1_500), ...mixedSubmissions(random, 20, 12)],
    plan: { latencyMs: () => 2 },
    functionTimeoutMs: 3_000,
  }),
  'all of these at once': () => {
    const kill = once({ kind: 'kill' as const });
    const calls = [
      refuse(400, 'ThrottlingException'),
      refuse(500, 'InternalFailure'),
      refuse(503, 'ServiceUnavailable'),
      { kind: 'reset-before' as const },
      { kind: 'reset-after' as const },
      { kind: 'stall' as const },
    ];
    return {
      submissions: fleet(),
      plan: {
        putRecords: () =>
          random() < 0.02 ? kill() : random() < 0.15 ? calls[Math.floor(random() * calls.length)] : undefined,
        record: sometimes(0.1, 'ProvisionedThroughputExceededException'),
        sqs: sometimes(0.1, { kind: 'reset-after' }),
        entry: sometimes(0.1, 'InternalError'),
      },
    };
  },
};

/** Where invocations may end without an answer: else they always answer before they are ended. */
const dies = new Set(['the process killed in mid-invocation', 'all of these at once']);
const faultless = new Set([
  'no fault',
  'messages delivered again while they are processed',
  'a submission too large for one invocation',
]);

const results = new Map<string, ScenarioResult>();

/** What holds after every fault that passes. */
const expectGuarantees = (result: ScenarioResult): void => {
  expect(result.faults).toEqual(noFaults);
  expect(result.left.submissionQueue).toBe(0);
};

describe(`under each fault, with seed ${seed}`, () => {
  test.each(Object.entries(scenarios))(
    '%s',
    async (name, scenario) => {
      const result = await runScenario(scenario());
      results.set(name, result);
      expectGuarantees(result);
      expect(result.log.filter((line) => line.includes(SAMPLED_TEXT))).toEqual([]);
      expect(result.outcome).toBe('right');
      if (!dies.has(name)) expect(result.brokenInvocations).toEqual([]);
      if (!faultless.has(name)) expect(result.injected).toBeGreaterThan(0);
    },
    90_000,
  );

  test('messages that are processed twice at the same time are what it looks like', () => {
    expect(results.get('messages delivered again while they are processed')?.duplicates).toBeGreaterThan(0);
  });

  test('what was published is not published again by what takes it up', () => {
    const { duplicates, log = [] } = results.get('a submission too large for one invocation') ?? {};
    expect(log.filter((line) => line.includes('Submission continued')).length).toBeGreaterThan(1);
    expect(duplicates).toBe(0);
  });

  test('only what failed is put again', () => {
    for (const name of ['no fault', '10 % of records throttled', '10 % of records with an internal failure']) {
      expect(results.get(name)?.amplification).toBeLessThan(1.02);
    }
  });

  test('what cannot succeed is not retried in a loop', () => {
    const calls = (name: string) => results.get(name)?.putRecordsCalls ?? Number.POSITIVE_INFINITY;
    expect(calls('access denied, once')).toBeLessThan(2 * calls('no fault') + 5);
    expect(calls('a key of KMS missing, once')).toBeLessThan(2 * calls('no fault') + 5);
  });
});

test('a record that always fails leads its submission to the dead-letter queue, and no other', async () => {
  const submissions = mixedSubmissions(random, 50, 12);
  const poison = validSubmission(random, 6);
  const result = await runScenario({
    submissions: [...submissions, poison],
    plan: {
      record: ({ partitionKey, sequence }) =>
        partitionKey === poison.submissionId && sequence === 3 ? 'InternalFailure' : undefined,
    },
    functionTimeoutMs: 2_000,
  });
  results.set('a record that always fails', result);
  expectGuarantees(result);
  expect(result.left.deadLetterQueue).toBe(1);
}, 90_000);

afterAll(() => {
  process.stdout.write(`${renderTable(results, seed)}\n`);
});
