import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { abortAt, systemClock } from '../../lambda/adapters/system-clock';

test.each([
  ['in a moment', 20],
  ['now', 0],
  ['before', -60_000],
])('a signal aborts at its time: %s', async (_, milliseconds) => {
  const signal = abortAt(systemClock.now() + milliseconds);
  if (!signal.aborted) await once(signal, 'abort');
  expect(signal.aborted).toBe(true);
});

test('a signal whose time is to come is not aborted', () => {
  expect(abortAt(systemClock.now() + 60_000).aborted).toBe(false);
});
