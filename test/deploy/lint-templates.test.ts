import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { installLinter, lintTemplates } from '../../local/cdk/lint-templates';

let directory: string;

beforeAll(async () => {
  await installLinter();
  directory = await mkdtemp(join(tmpdir(), 'templates-'));
}, 180_000);
afterAll(() => rm(directory, { recursive: true, force: true }));

const writeTemplate = async (name: string, retentionSeconds: number): Promise<string> => {
  const file = join(directory, `${name}.template.json`);
  const queue = { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: retentionSeconds } };
  await writeFile(file, JSON.stringify({ Resources: { Queue: queue } }));
  return file;
};

test('one template among others that CloudFormation would refuse is told, with the property that is wrong', async () => {
  const right = await writeTemplate('right', 1_209_600);
  const wrong = await writeTemplate('wrong', 1_209_601);
  await expect(lintTemplates([right, wrong])).rejects.toThrow(
    /1209601 is greater than the maximum of 1209600.*wrong\.template\.json/s,
  );
  await lintTemplates([right]);
}, 60_000);
