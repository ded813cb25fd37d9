import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { issueInWords } from '../../lambda/domain/intake/issue-in-words';

test.each<[z.ZodType, string]>([
  [z.boolean(), 'is not of the type boolean'],
  [z.email(), 'is not of the format email'],
  [z.literal('on'), 'is not as it should be'],
])('what no type of events has yet is told in words too, and never quoted: %#', (schema, words) => {
  const { error } = schema.safeParse('secret', { error: issueInWords });
  expect(error?.issues.map(({ message }) => message)).toEqual([words]);
});
