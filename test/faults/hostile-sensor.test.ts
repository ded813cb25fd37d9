import { expect, test } from '@jest/globals';
import { seededRandom } from '../../local/seeded-random';
import { type HostileBody, hostileBodies } from '../support/hostile-bodies';
import { noFaults } from '../support/judge';
import { runScenario } from './run-scenario';
import { validSubmission } from './submissions';

/** What SQS takes, and what is not just many events, which take as long as their puts do. */
const isSent = ({ body, valid }: HostileBody): boolean =>
  body !== '' && body.isWellFormed() && !(valid && (body.match(/"(cmdl|source_ip)":/g) ?? []).length > 2_000);

test('a sensor that sends whatever takes long costs the others nothing but time', async () => {
  const random = seededRandom(1);
  const hostile = hostileBodies()
    .filter(isSent)
    .map(({ body, valid }) => ({ body, submissionId: 'hostile', valid }));
  const healthy = Array.from({ length: 60 }, () => validSubmission(random, 8));
  const result = await runScenario({
    submissions: healthy.flatMap((submission, index) => [...hostile.slice(index, index + 1), submission]),
    plan: {},
    functionTimeoutMs: 30_000,
    maxReceiveCount: 5,
  });
  expect(result).toMatchObject({ outcome: 'right', faults: noFaults, left: { deadLetterQueue: 0 } });
  expect(result.brokenInvocations).toEqual([]);
  expect(result.rejected).toBeGreaterThan(20);
}, 300_000);
