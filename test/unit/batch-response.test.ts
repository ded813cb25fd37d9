import { expect, test } from '@jest/globals';
import { succeededMessages } from '../../local/emulated-aws/event-source/batch-response';

const batch = ['a', 'b', 'c'];
const failures = (...itemIdentifiers: unknown[]) => ({
  batchItemFailures: itemIdentifiers.map((itemIdentifier) => ({ itemIdentifier })),
});

test.each([
  ['no failures', failures(), batch],
  ['one failure', failures('b'), ['a', 'c']],
  ['all failed', failures('a', 'b', 'c'), []],
  ['nothing', undefined, batch],
  ['null', null, batch],
  ['an empty object', {}, batch],
  ['a null list', { batchItemFailures: null }, batch],
  ['an unknown id', failures('b', 'x'), []],
  ['an empty id', failures(''), []],
  ['a null id', failures(null), []],
  ['a wrong key', { batchItemFailures: [{ id: 'a' }] }, []],
  ['no list', { batchItemFailures: 'a' }, []],
  ['text', 'ok', []],
])('%s', (_, response, succeeded) => {
  expect([...succeededMessages(response, batch)]).toEqual(succeeded);
});
