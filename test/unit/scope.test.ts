import { expect, test } from '@jest/globals';
import { Scope } from '../../local/run/scope';

/** Goes on until it is told to end. */
const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

/** @returns what is opened, which notes its name when it is closed */
const resource = (name: string, closed: string[]): AsyncDisposable => ({
  [Symbol.asyncDispose]: async () => {
    closed.push(name);
  },
});

test('what is opened is closed with the scope, last first, after its tasks have ended', async () => {
  const ended: string[] = [];
  {
    await using scope = new Scope();
    scope.open(resource('first', ended));
    scope.open(resource('second', ended));
    void scope.start(async (signal) => {
      await untilAborted(signal);
      ended.push('task');
    });
  }
  expect(ended).toEqual(['task', 'second', 'first']);
});

test('the first failure ends all other tasks, and is what those are told who wait', async () => {
  await using scope = new Scope();
  const sibling = scope.start(async (signal) => {
    await untilAborted(signal);
    throw new Error('consequence');
  });
  void scope.start(async () => {
    throw new Error('cause');
  });
  await expect(scope.until(new Promise(() => undefined))).rejects.toThrow('cause');
  await sibling;
  expect(scope.signal.aborted).toBe(true);
});

test('work that ends because something failed does not pass for done', async () => {
  await using scope = new Scope();
  const work = untilAborted(scope.signal);
  void scope.start(async () => {
    throw new Error('cause');
  });
  await expect(scope.until(work)).rejects.toThrow('cause');
});

test('whoever waits after a failure is told of it too', async () => {
  await using scope = new Scope();
  await scope.start(async () => {
    throw new Error('cause');
  });
  await expect(scope.until(Promise.resolve())).rejects.toThrow('cause');
});

test('work that fails by itself fails alone', async () => {
  await using scope = new Scope();
  await expect(scope.until(Promise.reject(new Error('own')))).rejects.toThrow('own');
  expect(await scope.until(Promise.resolve('other'))).toBe('other');
});

test('what breaks because the scope ends is no failure', async () => {
  const scope = new Scope();
  void scope.start(async (signal) => {
    await untilAborted(signal);
    throw new Error('aborted');
  });
  await expect(scope[Symbol.asyncDispose]()).resolves.toBeUndefined();
});
