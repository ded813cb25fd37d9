import { expect, test } from '@jest/globals';
import { describeFault } from '../../lambda/domain/batch/fault';

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

test('a fault is told by the name of its class, and where it was thrown', () => {
  const { code, frames } = describeFault(thrownBy(() => JSON.parse('{"password": hunter2}')));
  expect(code).toBe('SyntaxError');
  expect(frames[0]).toMatch(/^at JSON\.parse/);
  expect(frames.length).toBeGreaterThan(1);
  expect(frames.length).toBeLessThanOrEqual(10);
});

test.each([['secret'], ['two lines\n    at secret (place)'], ['at secret'], ['']])(
  'its message stays out, whatever it looks like: %j',
  (message) => {
    const { frames } = describeFault(new RangeError(message));
    expect(frames.length).toBeGreaterThan(0);
    expect(frames.filter((frame) => frame.includes('secret'))).toEqual([]);
  },
);

test('a stack that does not begin with the message may quote anything, so it stays out whole', () => {
  const error = Object.assign(new RangeError('changed'), { stack: 'RangeError: secret\n    at secret' });
  expect(describeFault(error)).toEqual({ code: 'RangeError', frames: [] });
});

test('what is no error has no frames', () => {
  expect(describeFault('secret')).toEqual({ code: 'UnknownError', frames: [] });
  expect(describeFault(Object.assign(new Error('x'), { stack: undefined }))).toEqual({ code: 'Error', frames: [] });
});
