import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { inProject } from '../../local/project';
import { seededRandom } from '../../local/seeded-random';
import { noFaults } from '../support/judge';
import { runScenario } from './run-scenario';
import { mixedSubmissions, validSubmission } from './submissions';

/** @returns the directory that holds the function's code */
const bundle = async (name: string): Promise<string> => {
  const directory = inProject('cdk.out', 'wrong-functions', name);
  await promisify(execFile)(inProject('node_modules', '.bin', 'esbuild'), [
    join(import.meta.dirname, 'wrong-functions', `${name}.ts`),
    '--bundle',
    '--platform=node',
    '--format=esm',
    '--main-fields=module,main',
    `--outfile=${join(directory, 'index.mjs')}`,
  ]);
  return directory;
};

const random = seededRandom(1);
const validSubmissions = () => Array.from({ length: 40 }, () => validSubmission(random, 10));
const tenthFails = () => (random() < 0.1 ? 'InternalFailure' : undefined);

test('a publisher that ignores failed records is caught losing submissions', async () => {
  const codeDirectory = await bundle('ignores-failed-records');
  const result = await runScenario({ submissions: validSubmissions(), plan: { record: tenthFails }, codeDirectory });
  expect(result).toMatchObject({ outcome: 'wrong', faults: { lost: expect.any(Number) } });
  expect(result.faults.lost).toBeGreaterThan(0);
}, 60_000);

test('a publisher that puts failed records again after later ones is caught out of order', async () => {
  const codeDirectory = await bundle('resends-out-of-order');
  const result = await runScenario({ submissions: validSubmissions(), plan: { record: tenthFails }, codeDirectory });
  expect(result.faults.lost).toBe(0);
  expect(result.faults.outOfOrder).toBeGreaterThan(0);
}, 60_000);

test('a function that acknowledges what failed is caught losing submissions', async () => {
  const codeDirectory = await bundle('acknowledges-failures');
  const denied = seededRandom(2);
  const result = await runScenario({
    submissions: validSubmissions(),
    plan: { record: () => (denied() < 0.1 ? 'AccessDeniedException' : undefined) },
    codeDirectory,
  });
  expect(result.outcome).toBe('wrong');
  expect(result.faults.lost).toBeGreaterThan(0);
}, 60_000);

test('a function that swallows invalid submissions is caught', async () => {
  const codeDirectory = await bundle('ignores-failed-records');
  const result = await runScenario({ submissions: mixedSubmissions(random, 20, 4), plan: {}, codeDirectory });
  expect(result.faults).toEqual({ ...noFaults, lost: 2 });
}, 60_000);

test('a malformed answer acknowledges nothing: the messages end in the dead-letter queue', async () => {
  const codeDirectory = await bundle('answers-nonsense');
  const result = await runScenario({
    submissions: validSubmissions().slice(0, 5),
    plan: {},
    codeDirectory,
    visibilityTimeoutSeconds: 0,
    maxReceiveCount: 5,
  });
  expect(result).toMatchObject({ outcome: 'incomplete', left: { deadLetterQueue: 5 }, faults: noFaults, events: 0 });
}, 60_000);
