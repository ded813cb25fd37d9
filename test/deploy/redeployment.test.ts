import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultPlan } from '../faults/fault-plan';
import { seededRandom } from '../faults/seeded-random';
import { invalidSubmission, mixedSubmissions, validSubmission } from '../faults/submissions';
import { judge, type SentSubmission, type Verdict } from '../faults/verdict';
import { changeCode, copyProject } from '../support/project-copy';
import { aSubmissionOf, toBody } from '../support/submissions';
import { type DeployedStack, waitFor } from './deployed-stack';
import { type EmulatedAws, startEmulatedAws } from './emulated-aws';
import { expectTemplatePromises } from './expect-template-promises';
import { clientConfiguration } from './service-resources';

/** Failures come soon: the first redelivery after 3 to 5 s, the move to the dead-letter queue after 10 to 20 s more. */
const quick = { maxReceiveCount: '2', functionTimeoutSeconds: '5' };

let kinesisDenies = false;
/** How often the first event of a submission was offered while Kinesis denied it: once a delivery. */
const deliveries = new Map<string, number>();
const plan: FaultPlan = {
  record: ({ partitionKey, sequence }) => {
    if (!kinesisDenies) return undefined;
    if (sequence === 0) deliveries.set(partitionKey, (deliveries.get(partitionKey) ?? 0) + 1);
    return 'AccessDeniedException';
  },
};

const random = seededRandom(6);
let aws: EmulatedAws;
let stack: DeployedStack;

beforeAll(async () => {
  aws = await startEmulatedAws(plan);
  stack = await aws.deploy({ settings: quick });
}, 180_000);
afterAll(async () => {
  await aws?.[Symbol.asyncDispose]();
}, 30_000);
beforeEach(() => {
  kinesisDenies = false;
});

const bodiesOf = (submissions: readonly SentSubmission[]): readonly string[] => submissions.map(({ body }) => body);

const bodiesTakenFrom = async (queueUrl: string): Promise<readonly string[]> =>
  (await stack.take(queueUrl)).map(({ Body = '' }) => Body);

const harmless = {
  lost: 0,
  outOfOrder: 0,
  conflicting: 0,
  mishandled: 0,
  wronglyRejected: 0,
} satisfies Partial<Verdict>;

test('messages that keep failing are dead-lettered after the configured receives, and a redrive loses none', async () => {
  const valid = Array.from({ length: 25 }, () => validSubmission(random, 4));
  const submissions = [...valid, invalidSubmission(random)];
  kinesisDenies = true;
  await stack.send(bodiesOf(submissions));
  await stack.untilDrained();

  const diagnostic = await bodiesTakenFrom(stack.outputs.DiagnosticQueueUrl);
  const deadLetter = await bodiesTakenFrom(stack.outputs.DeadLetterQueueUrl);
  expect(deadLetter.toSorted()).toEqual(bodiesOf(valid).toSorted());
  expect(deliveries).toEqual(new Map(valid.map(({ submissionId }) => [submissionId, 2])));
  expect(judge(submissions, { stream: await stack.readStream(), diagnostic, deadLetter })).toMatchObject({
    ...harmless,
    events: 0,
    deadLettered: 25,
  });

  kinesisDenies = false;
  // The emulator has no StartMessageMoveTask.
  await stack.send(deadLetter);
  await stack.untilDrained();
  const stream = await stack.readStream();
  const deadAgain = await bodiesTakenFrom(stack.outputs.DeadLetterQueueUrl);
  expect(judge(submissions, { stream, diagnostic, deadLetter: deadAgain })).toMatchObject({
    ...harmless,
    events: 100,
    deadLettered: 0,
  });
}, 180_000);

describe('deploying again', () => {
  test('with a setting that is refused changes nothing', async () => {
    const before = await describeStack();
    const refused = aws.deploy({ assembly: join(aws.directory, 'refused'), settings: { ...quick, batchSize: '0' } });
    await expect(refused).rejects.toThrow(/batchSize is "0", but must be a whole number from 1 to 10000/);
    expect(await describeStack()).toEqual(before);
    await expectTemplatePromises(stack);
  }, 60_000);

  test('with changed code and settings while messages flow loses none, and the new version serves', async () => {
    const project = join(aws.directory, 'project');
    await copyProject(project);
    await changeCode(
      join(project, 'lambda', 'domain', 'stream-record.ts'),
      'JSON.stringify(format(event, timeProcessed))',
      "JSON.stringify({ ...format(event, timeProcessed), deployed: 'again' })",
    );
    const deployed = new AbortController();
    const flow = sendUntil(deployed.signal);
    const again = await aws.deploy({ project, settings: { ...quick, maxReceiveCount: '10', batchSize: '50' } });
    await expectTemplatePromises(again);
    await waitFor('the new version to serve', async () => (await markedEvents()).length > 0);
    deployed.abort();
    const submissions = await flow;
    await again.send([toBody(aSubmissionOf(7))]);
    await again.untilDrained();

    const stream = await again.readStream();
    const diagnostic = await bodiesTakenFrom(again.outputs.DiagnosticQueueUrl);
    const deadLetter = await bodiesTakenFrom(again.outputs.DeadLetterQueueUrl);
    expect(submissions.length).toBeGreaterThan(50);
    expect(judge(submissions, { stream, diagnostic, deadLetter })).toMatchObject({ ...harmless, deadLettered: 0 });
    const last = stream.filter((data) => JSON.parse(data).details.cmdl?.startsWith('command '));
    expect(last.map((data) => JSON.parse(data).deployed)).toEqual(Array.from({ length: 7 }, () => 'again'));
  }, 240_000);
});

/** Ten submissions at a time, twice a second. */
const sendUntil = async (stop: AbortSignal): Promise<readonly SentSubmission[]> => {
  const sent: SentSubmission[] = [];
  while (!stop.aborted) {
    const submissions = mixedSubmissions(random, 10, 6);
    await stack.send(bodiesOf(submissions));
    sent.push(...submissions);
    await setTimeout(500);
  }
  return sent;
};

const markedEvents = async (): Promise<readonly string[]> =>
  (await stack.readStream()).filter((data) => JSON.parse(data).deployed === 'again');

const describeStack = async () => {
  const client = new CloudFormationClient(clientConfiguration(stack));
  const StackName = 'TelemetryMapping-local';
  const { Stacks: [described] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName }));
  return { status: described?.StackStatus, updated: described?.LastUpdatedTime, template: TemplateBody };
};
