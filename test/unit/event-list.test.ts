import { expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { isUnchecked, listOf } from '../../lambda/event-types/event-list';

/** Not compiled, as what validates submissions is: what has no faults, that takes itself. */
const list = listOf(z.object({ name: z.string() }));
const faultsOf = (value: unknown): readonly string[] =>
  list.safeParse(value).error?.issues.map((issue) => (isUnchecked(issue) ? 'more' : issue.path.join('.'))) ?? [];

test('a list without faults is its elements', () => {
  expect(list.parse([{ name: 'a' }, { name: 'b' }])).toEqual([{ name: 'a' }, { name: 'b' }]);
});

test('each fault of a list is told, up to as many as people read', () => {
  expect(faultsOf([{ name: 1 }, { name: 'b' }, {}, { name: 3 }, { name: 4 }, { name: 5 }, { name: 'c' }])).toEqual([
    '0.name',
    '2.name',
    '3.name',
    '4.name',
    '5.name',
  ]);
});

test('beyond, the rest of the list is said to be unchecked, and is', () => {
  const faulty = Array.from({ length: 6 }, () => ({ name: 1 }));
  const unread = Object.defineProperty({}, 'name', {
    get: () => {
      throw new Error('It was read.');
    },
  });
  expect(faultsOf([...faulty, unread])).toEqual(['0.name', '1.name', '2.name', '3.name', '4.name', '5.name', 'more']);
});

test('what is no list is said to be none', () => {
  expect(list.safeParse({}).error?.issues).toMatchObject([{ code: 'invalid_type', expected: 'array' }]);
});

test('a list whose elements take time to be validated is refused, since nobody would wait for them', () => {
  const slow = z.object({ name: z.string().check(z.refine(async () => true)) });
  expect(() => listOf(slow).safeParse([{ name: 'a' }])).toThrow(z.core.$ZodAsyncError);
});
