import { afterAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
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
const onlyOnce = <T>(fault: T) => {
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

/** A shard that refuses every other record. */
const hotShard = (shard: number) => {
  let records = 0;
  return (record: { readonly shard: number }) =>
    record.shard === shard && records++ % 2 === 0 ? 'ProvisionedThroughputExceededException' : undefined;
};

/** Refuses three messages of ten, each the first two times that it comes. */
const refuseTwice = () => {
  const refusals = new Map<string, number>();
  return (body: string) => {
    const before = refusals.get(body) ?? (refusals.size % 10 < 3 ? 0 : 2);
    refusals.set(body, Math.min(2, before + 1));
    return before < 2 ? 'InternalError' : undefined;
  };
};

/** Holds calls with a submission back until there are two of them, from two invocations. */
const untilTwoHave = (submissionId: string) => {
  const met = Promise.withResolvers<void>();
  let waiting = 0;
  return async (partitionKeys: readonly string[], givenUp: AbortSignal): Promise<void> => {
    if (!partitionKeys.includes(submissionId)) return;
    waiting++;
    if (waiting === 2) met.resolve();
    await Promise.race([met.promise, once(givenUp)]);
    waiting--;
  };
};

const once = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

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
    functionTimeoutMs: 5_000,
  }),
  'one hot shard': () => ({ submissions: fleet(), plan: { record: hotShard(0) } }),
  'one shard down for a whole invocation': () => {
    const down = first(4_000, 'InternalFailure');
    return {
      submissions: fleet(),
      plan: { record: ({ shard }) => (shard === 2 ? down() : undefined) },
      functionTimeoutMs: 5_000,
    };
  },
  '30 % of messages to the diagnostic queue fail': () => ({
    submissions: fleet(),
    plan: { entry: refuseTwice() },
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
    const twice = validSubmission(random, 12);
    return {
      submissions: [twice, ...mixedSubmissions(random, 60, 12)],
      plan: { hold: untilTwoHave(twice.submissionId) },
      functionTimeoutMs: 60_000,
      visibilityTimeoutSeconds: 1,
    };
  },
  'the process killed in mid-invocation': () => ({
    submissions: fleet(),
    plan: { putRecords: onlyOnce({ kind: 'kill' }) },
    functionTimeoutMs: 3_000,
  }),
  'access denied, once': () => ({
    submissions: fleet(),
    plan: { putRecords: onlyOnce(refuse(400, 'AccessDeniedException')) },
  }),
  'a key of KMS missing, once': () => ({
    submissions: fleet(),
    plan: { putRecords: onlyOnce(refuse(400, 'KMSNotFoundException')) },
  }),
  'a submission too large for one invocation': () => ({
    submissions: [validSubmission(random, 1_500), ...mixedSubmissions(random, 20, 12)],
    plan: { latencyMs: () => 2 },
    functionTimeoutMs: 3_000,
  }),
  'all of these at once': () => {
    const kill = onlyOnce({ kind: 'kill' as const });
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

const BatchLine = z.object({
  message: z.literal('Batch processed'),
  put_records: z.object({ retries: z.int(), refusals: z.record(z.string(), z.int()) }),
});

/** What the function says of each of its invocations. */
const batchesOf = (log: readonly string[] = []) =>
  log.filter((line) => line.includes('"Batch processed"')).map((line) => BatchLine.parse(JSON.parse(line)));

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
    300_000,
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

  test.each([
    ['access denied, once', 'AccessDeniedException'],
    ['a key of KMS missing, once', 'KMSNotFoundException'],
  ])('what cannot succeed is not tried again by the invocation: %s', (name, code) => {
    const refused = batchesOf(results.get(name)?.log).filter(({ put_records }) => put_records.refusals[code]);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.put_records.retries).toBe(0);
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
    functionTimeoutMs: 5_000,
    maxReceiveCount: 5,
  });
  results.set('a record that always fails', result);
  expectGuarantees(result);
  expect(result.left.deadLetterQueue).toBe(1);
}, 300_000);

afterAll(() => {
  process.stdout.write(`${renderTable(results, seed)}\n`);
});
