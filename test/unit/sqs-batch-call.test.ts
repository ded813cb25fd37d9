import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BatchAnswer, callUntilSettled } from '../../lambda/adapters/sqs-batch-call';

/** What a service that failed answers, as the SDK throws it. */
const answered = (name: string, httpStatusCode: number): Error =>
  Object.assign(new Error('refused'), { name, $metadata: { httpStatusCode } });
const unanswered = (): Error => Object.assign(new Error('no answer'), { name: 'TimeoutError', $metadata: {} });

type Attempt = (entries: readonly string[], abortSignal: AbortSignal) => BatchAnswer | Error | Promise<BatchAnswer>;

const confirmAll: Attempt = (entries) => ({ Successful: entries.map((_, index) => ({ Id: String(index) })) });
const failAll =
  (failure: object): Attempt =>
  (entries) => ({ Failed: entries.map((_, index) => ({ Id: String(index), Code: 'InternalError', ...failure })) });

/** Makes a call whose attempts go as planned; the last plan repeats. */
const call = async (
  plan: readonly Attempt[],
  { repeatable = true, abortSignal = new AbortController().signal } = {},
) => {
  const attempts: (readonly string[])[] = [];
  const codes = await callUntilSettled({
    entries: ['a', 'b', 'c'],
    send: async (entries, signal) => {
      attempts.push(entries);
      const outcome = await (plan[attempts.length - 1] ?? plan.at(-1) ?? confirmAll)(entries, signal);
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
    abortSignal,
    random: () => 0.1,
    repeatable,
  });
  return { codes, attempts };
};
const all = ['a', 'b', 'c'];
const confirmed = [undefined, undefined, undefined];

describe.each([true, false])('whether entries are repeatable or not: %s', (repeatable) => {
  test('what SQS confirms is settled', async () => {
    expect(await call([confirmAll], { repeatable })).toEqual({ codes: confirmed, attempts: [all] });
  });

  test('an entry that fails for no fault of the sender is sent again, alone', async () => {
    const failOne: Attempt = () => ({
      Successful: [{ Id: '0' }, { Id: '2' }],
      Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }],
    });
    const { codes, attempts } = await call([failOne, failAll({ SenderFault: false }), confirmAll], { repeatable });
    expect(codes).toEqual(confirmed);
    expect(attempts).toEqual([all, ['b'], ['b']]);
  });

  test('an entry that fails without a code has one of its own', async () => {
    const { codes } = await call([failAll({ Code: undefined, SenderFault: true })], { repeatable });
    expect(codes).toEqual(['NotConfirmed', 'NotConfirmed', 'NotConfirmed']);
  });

  test("an entry that fails by the sender's fault is not", async () => {
    const { codes, attempts } = await call([failAll({ SenderFault: true })], { repeatable });
    expect(codes).toEqual(['InternalError', 'InternalError', 'InternalError']);
    expect(attempts).toHaveLength(1);
  });

  test('a call that SQS refuses because there are too many is made again', async () => {
    const { codes, attempts } = await call([() => answered('ThrottlingException', 400), confirmAll], { repeatable });
    expect(codes).toEqual(confirmed);
    expect(attempts).toEqual([all, all]);
  });

  test.each([
    [403, 'AccessDeniedException'],
    [400, 'QueueDoesNotExist'],
  ])('a call that only a person can mend is not: %d %s', async (status, code) => {
    const { codes, attempts } = await call([() => answered(code, status)], { repeatable });
    expect(codes).toEqual([code, code, code]);
    expect(attempts).toHaveLength(1);
  });

  test.each([
    [400, 'BatchRequestTooLong'],
    [413, 'UnknownError'],
  ])(
    'a call that is too large as a whole is made in parts, until an entry fails alone: %d %s',
    async (status, code) => {
      const tooLarge: Attempt = (entries, signal) =>
        entries.includes('b') ? answered(code, status) : confirmAll(entries, signal);
      const { codes, attempts } = await call([tooLarge], { repeatable });
      expect(codes).toEqual([undefined, code, undefined]);
      expect(attempts).toEqual([all, ['a', 'b'], ['a'], ['b'], ['c']]);
    },
  );

  test('what fails of a part for no fault of the sender is sent again, alone', async () => {
    const tooLarge = () => answered('BatchRequestTooLong', 400);
    const { codes, attempts } = await call([tooLarge, confirmAll, failAll({}), confirmAll], { repeatable });
    expect(codes).toEqual(confirmed);
    expect(attempts).toEqual([all, ['a', 'b'], ['c'], ['c']]);
  });

  test('what fails until time is up has failed', async () => {
    const time = new AbortController();
    const lastAttempt: Attempt = (entries, signal) => {
      time.abort();
      return failAll({})(entries, signal);
    };
    const { codes, attempts } = await call([failAll({}), lastAttempt], { repeatable, abortSignal: time.signal });
    expect(codes).toEqual(['InternalError', 'InternalError', 'InternalError']);
    expect(attempts).toHaveLength(2);
  });

  test('an attempt without an answer ends when time is up', async () => {
    const time = new AbortController();
    const hang: Attempt = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(unanswered()));
        time.abort();
      });
    const { codes } = await call([hang], { repeatable, abortSignal: time.signal });
    expect(codes).toEqual(['TimeoutError', 'TimeoutError', 'TimeoutError']);
  });
});

describe('a call that was not refused may have taken effect', () => {
  test.each<[string, Attempt]>([
    ['without an answer', unanswered],
    ['with an answer that lacks the entries', () => ({})],
    ['that failed inside SQS', () => answered('InternalError', 500)],
    ['that SQS was not available for', () => answered('ServiceUnavailable', 503)],
  ])('so it is made again only where that does no harm: %s', async (_, silent) => {
    expect(await call([silent, confirmAll])).toEqual({ codes: confirmed, attempts: [all, all] });
    const { codes, attempts } = await call([silent, confirmAll], { repeatable: false });
    expect(codes.every((code) => code !== undefined && code !== '')).toBe(true);
    expect(attempts).toEqual([all]);
  });
});

test('whatever each attempt does, an entry is settled exactly where SQS confirmed it', async () => {
  const fate = fc.constantFrom('confirmed', 'failed', 'refused', 'unsaid');
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fate), fc.nat(6), async (fates, attemptsLeft) => {
      const time = new AbortController();
      const confirmations = new Set<string>();
      let left = attemptsLeft;
      const attempt: Attempt = (entries) => {
        if (left-- === 0) time.abort();
        const drawn = entries.map((entry, index) => ({ entry, Id: String(index), fate: fates.next().value }));
        for (const each of drawn) if (each.fate === 'confirmed') confirmations.add(each.entry);
        return {
          Successful: drawn.filter((each) => each.fate === 'confirmed'),
          Failed: drawn
            .filter((each) => each.fate === 'failed' || each.fate === 'refused')
            .map((each) => ({ Id: each.Id, Code: each.fate, SenderFault: each.fate === 'refused' })),
        };
      };
      const { codes } = await call([attempt], { abortSignal: time.signal });
      expect(all.filter((_, index) => codes[index] === undefined)).toEqual(
        all.filter((each) => confirmations.has(each)),
      );
    }),
    { numRuns: 50 },
  );
});
