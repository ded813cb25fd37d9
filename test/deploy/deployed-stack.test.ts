import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { destroyStack } from '../../local/cdk/deploy-stack';
import { isBroken, readCapturedSubmissions } from '../../local/fleet/captured-submissions';
import { judge } from '../support/judge';
import { aSubmissionOf, toBody } from '../support/submissions';
import { type DeployedStack, parseRecord, waitFor } from './deployed-stack';
import { type EmulatedAws, startEmulatedAws } from './emulated-aws';
import { expectTemplatePromises } from './expect-template-promises';
import { readShellBlocks } from './read-shell-blocks';
import { runInShell } from './shell';

let aws: EmulatedAws;
let stack: DeployedStack;

beforeAll(async () => {
  aws = await startEmulatedAws();
  stack = await aws.deploy();
}, 180_000);
afterAll(async () => {
  await aws?.[Symbol.asyncDispose]();
}, 30_000);

describe('the stack, deployed with the CDK', () => {
  test('is in the services what its template promises', async () => {
    await expectTemplatePromises(stack);
  }, 60_000);

  test('takes the sample of docs/deploy.md, and its events are read back with the AWS CLI and with boto3', async () => {
    const [sample = ''] = await readShellBlocks('Send a sample and read it back');
    const [send = '', iterator = '', read = '', ...others] = sample.split('\n');
    expect(others).toEqual([]);
    await runInShell(aws.endpoint, send);
    const ofCli: string[] = [];
    await waitFor('the events of the sample', async () => {
      const lines = (await runInShell(aws.endpoint, `${iterator}\n${read}`)).trim();
      ofCli.splice(0, ofCli.length, ...lines.split('\n'));
      return lines !== '' && ofCli.length >= 2;
    });
    expect(ofCli.map((line) => JSON.parse(line).sequence)).toEqual([0, 1]);

    const script = join(import.meta.dirname, 'read-records.py');
    const ofBoto3 = await runInShell(aws.endpoint, `python3 '${script}' events`);
    expect(ofBoto3.trim().split('\n')).toEqual(ofCli);
  }, 120_000);

  test('tells by the parameters that docs/deploy.md looks up what its outputs tell', async () => {
    const [lookUp = ''] = await readShellBlocks('Outputs and parameters');
    const [one = '', all = ''] = lookUp.replaceAll('/dev', '/local').split('\n');
    expect((await runInShell(aws.endpoint, one)).trim()).toBe(stack.outputs.SubmissionQueueUrl);
    const told = (await runInShell(aws.endpoint, all)).trim().split('\n');
    expect(told).toContain(`/telemetry-mapping/local/event-stream-name\t${stack.outputs.EventStreamName}`);
    expect(told.length).toBeGreaterThan(10);
  });

  test('brings the captured fleet into the stream, complete and in order, and into the diagnostic queue', async () => {
    const submissions = await readCapturedSubmissions();
    const sent = await stack.send(submissions.map(({ body }) => body));
    await stack.untilDrained();

    const diagnosticQueue = await stack.take(stack.outputs.DiagnosticQueueUrl);
    const deadLetterQueue = await stack.take(stack.outputs.DeadLetterQueueUrl);
    const fleet = new Set(submissions.map(({ submission }) => submission.submission_id));
    const records = (await stack.readStream()).filter((record) => fleet.has(parseRecord(record).submission_id));
    expect(judge(sent, records, { diagnosticQueue, deadLetterQueue })).toMatchObject({
      outcome: 'right',
      submissions: 2_000,
      published: 1_801,
      rejected: 199,
      events: 14_395,
    });
    const broken = submissions.filter(({ submission }) => isBroken(submission)).map(({ body }) => body);
    // On a busy machine, one whose confirmation comes late is kept a second time.
    expect(new Set(diagnosticQueue.map(({ body }) => body))).toEqual(new Set(broken));
    for (const { attributes } of diagnosticQueue) {
      expect(JSON.parse(attributes['reasons'] ?? '')).toContainEqual({
        path: expect.any(String),
        message: expect.stringMatching(/./),
      });
    }
  }, 180_000);

  test('is gone when it is destroyed, and works when it is deployed again', async () => {
    await destroyStack(aws.deployment);
    await expect(stack.send([toBody(aSubmissionOf(1))])).rejects.toThrow();

    const again = await aws.deploy();
    await again.send([toBody(aSubmissionOf(3))]);
    await waitFor('the events', async () => (await again.readStream()).length === 3);
    await expectTemplatePromises(again);
  }, 180_000);
});
