import { beforeAll, expect, test } from '@jest/globals';
import { type MeasuredBundle, measureFunctionBundle } from '../../bench/bundle/measured-bundle';

let bundle: MeasuredBundle;
beforeAll(async () => {
  bundle = await measureFunctionBundle();
});

/**
 * Bytes, some more than each has. What is not here, a start does not read. Whoever raises one, or adds one, has every
 * start of the function pay for it.
 */
const LIMITS: Readonly<Record<string, number>> = {
  '@smithy': 165_000,
  '@aws-sdk': 97_000,
  zod: 80_000,
  '@aws-lambda-powertools': 45_000,
  'own code': 45_000,
  dataloader: 5_000,
  '@aws': 3_000,
  'p-limit': 1_500,
  'yocto-queue': 1_000,
};

test('a start of the function reads little of each package, and of most sources of credentials nothing', () => {
  expect([...bundle.byDependency].filter(([name, bytes]) => bytes > (LIMITS[name] ?? 0))).toEqual([]);
});

test('all that a start of the function reads is less than 450 kB', () => {
  expect(bundle.readAtStart).toBeGreaterThan(100_000);
  expect(bundle.readAtStart).toBeLessThan(450_000);
});
