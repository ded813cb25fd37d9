import type { Ordering } from '../../lambda/contract/ordering';
import { refuse } from './fault-plan';
import type { Scenario } from './run-scenario';
import { mixedSubmissions, validSubmission } from './submissions';

const onlyOnce = <T>(fault: T) => {
  let done = false;
  return () => {
    if (done) return undefined;
    done = true;
    return fault;
  };
};
/** For as long as that, from when it is first asked for. */
export const first = <T>(milliseconds: number, fault: T) => {
  let end: number | undefined;
  return () => {
    end ??= Date.now() + milliseconds;
    return Date.now() < end ? fault : undefined;
  };
};

/** Not by chance, where there are few calls. */
const oneInThree = <T>(fault: T) => {
  let calls = 0;
  return () => (calls++ % 3 === 0 ? fault : undefined);
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

export interface Faults {
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  readonly ordering: Ordering;
  /** Submissions of most scenarios. */
  readonly fleet: number;
}

/** What goes wrong, and with what submissions, by name. */
export const faultScenarios = ({
  random,
  ordering,
  fleet: size,
}: Faults): Readonly<Record<string, () => Omit<Scenario, 'ordering'>>> => {
  const fleet = () => mixedSubmissions(random, size, 12);
  const sometimes =
    <T>(probability: number, fault: T) =>
    () =>
      random() < probability ? fault : undefined;
  return {
    'no fault': () => ({ submissions: fleet(), plan: {} }),
    '10 % of records throttled': () => ({
      submissions: fleet(),
      plan: { record: sometimes(0.1, 'ProvisionedThroughputExceededException') },
    }),
    '10 % of records with an internal failure': () => ({
      submissions: fleet(),
      plan: { record: sometimes(0.1, 'InternalFailure') },
    }),
    // A call of PutRecord has one record, and no count.
    ...(ordering === 'acknowledged' && {
      '10 % of records fail, and FailedRecordCount says 0': () => ({
        submissions: fleet(),
        plan: { record: sometimes(0.1, 'InternalFailure'), failedRecordCountLies: true },
      }),
    }),
    '30 % of calls throttled (400)': () => ({
      submissions: fleet(),
      plan: { put: sometimes(0.3, refuse(400, 'ThrottlingException')) },
    }),
    '30 % of calls fail (500)': () => ({
      submissions: fleet(),
      plan: { put: sometimes(0.3, refuse(500, 'InternalFailure')) },
    }),
    '30 % of calls unavailable (503)': () => ({
      submissions: fleet(),
      plan: { put: sometimes(0.3, refuse(503, 'ServiceUnavailable')) },
    }),
    '30 % of connections reset before the call': () => ({
      submissions: fleet(),
      plan: { put: sometimes(0.3, { kind: 'reset-before' }) },
    }),
    '30 % of responses lost': () => ({
      submissions: fleet(),
      plan: { put: sometimes(0.3, { kind: 'reset-after' }) },
    }),
    '10 % of calls stall for 30 s': () => ({
      submissions: fleet(),
      plan: { put: sometimes(0.1, { kind: 'stall' }) },
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
    'one of three calls to SQS fails': () => ({
      submissions: fleet(),
      plan: { sqs: oneInThree(refuse(500, 'InternalError')) },
    }),
    'one of three responses of SQS lost': () => ({
      submissions: fleet(),
      plan: { sqs: oneInThree({ kind: 'reset-after' }) },
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
      plan: { put: onlyOnce({ kind: 'kill' }) },
      functionTimeoutMs: 3_000,
    }),
    'access denied, once': () => ({
      submissions: fleet(),
      plan: { put: onlyOnce(refuse(400, 'AccessDeniedException')) },
    }),
    'a key of KMS missing, once': () => ({
      submissions: fleet(),
      plan: { put: onlyOnce(refuse(400, 'KMSNotFoundException')) },
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
          put: () =>
            random() < 0.02 ? kill() : random() < 0.15 ? calls[Math.floor(random() * calls.length)] : undefined,
          record: sometimes(0.1, 'ProvisionedThroughputExceededException'),
          sqs: sometimes(0.1, { kind: 'reset-after' }),
          entry: sometimes(0.1, 'InternalError'),
        },
      };
    },
  };
};

/** Where invocations may end without an answer: else they always answer before they are ended. */
export const dies = new Set(['the process killed in mid-invocation', 'all of these at once']);
export const faultless = new Set([
  'no fault',
  'messages delivered again while they are processed',
  'a submission too large for one invocation',
]);
