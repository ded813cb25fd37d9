import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { issuesToReasons } from '../../lambda/domain/intake/issues-to-reasons';

test('a path and a message are cut, should a type of events have fields that sensors name', () => {
  const name = 'x'.repeat(100_000);
  const { error } = z.record(z.string(), z.strictObject({})).safeParse({ [name]: { [name]: 1 } });
  expect(issuesToReasons(error?.issues ?? [])).toEqual([
    { path: 'x'.repeat(300), message: `Unrecognized key: "${name}`.slice(0, 300) },
  ]);
});
