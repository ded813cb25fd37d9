import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { EventFormatName } from '../../lambda/contract/event-format';
import { decodeSubmission } from '../../lambda/domain/intake/decode-submission';
import { readCapturedBodies } from '../../local/fleet/captured-bodies';
import { recordsOf } from '../support/records';

/** Over the records of all valid submissions of the captured fleet, in their order: partition key and data. */
const digestOf = async (format: EventFormatName): Promise<string> => {
  const digest = createHash('sha256');
  for (const body of await readCapturedBodies()) {
    const decoded = decodeSubmission(body);
    if (!decoded.valid) continue;
    for (const { partitionKey, data } of recordsOf(decoded.decoded, format)) digest.update(partitionKey).update(data);
  }
  return digest.digest('hex');
};

/** A change of these is a change of what every consumer reads, if only in the order of fields. */
test.each([
  ['nested', '5069052579c47309c1cac5b0a4427ccefbacaedd777921fa1846b6e3a5996066'],
  ['flat', 'a3420fe9c602ca25b6b0136c5a40125b8ad7d3a92e61d244784ce8183f6136ae'],
  ['ocsf', 'c1317e0c5b2daaa7b3bbc293cdad64641c9d01a733b728a0766a277d3a2552ad'],
] as const)('the captured fleet is published as %s events byte for byte as it always was', async (format, expected) => {
  expect(await digestOf(format)).toBe(expected);
});
