import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { listOf } from '../../lambda/event-types/event-list';

test('a list whose elements take time to be validated is refused, since nobody would wait for them', () => {
  const slow = z.object({ name: z.string().refine(async () => true) });
  expect(() => listOf(slow).safeParse([{ name: 'a' }])).toThrow(z.core.$ZodAsyncError);
});
