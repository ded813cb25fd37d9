import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { settingTypes } from '../../lib/settings/settings';

const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');

const Property = z.object({
  minimum: z.int().optional(),
  maximum: z.int().optional(),
  enum: z.array(z.string()).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
});

/** The rows of the table of settings: name, range, default. */
const rows = new Map(
  [...readme.matchAll(/^\| `(\w+)` +\| ([^|]+?) +\| ([^|]+?) +\|/gm)].map(
    ([, name = '', range = '', byDefault = '']) => [name, { range, byDefault }],
  ),
);

test('the README lists the settings that there are', () => {
  expect([...rows.keys()].toSorted()).toEqual(Object.keys(settingTypes).toSorted());
});

test.each(Object.entries(settingTypes))('the README has the range and the default of %s', (name, type) => {
  const property = Property.parse(z.toJSONSchema(type, { io: 'output' }));
  const row = rows.get(name);
  if (property.default !== undefined) expect(row?.byDefault).toBe(String(property.default));
  if (property.minimum !== undefined && property.maximum !== undefined && name !== 'logRetentionDays') {
    expect(row?.range).toContain(`${property.minimum} to ${property.maximum}`);
  }
  if (property.enum) expect(row?.range).toBe(property.enum.join(', '));
});
