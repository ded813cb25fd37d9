import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../local/seeded-random';
import type { FaultPlan } from '../faults/fault-plan';
import { invalidSubmission, mixedSubmissions, type SentSubmission, validSubmission } from '../faults/submissions';
import { judge, noFaults, type SentMessage } from '../support/judge';
import { changeCode, copyProject } from '../support/project-copy';
import { aSubmissionOf, toBody } from '../support/submissions';
import { type DeployedStack, parseRecord, waitFor } from './deployed-stack';
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

test('messages that keep failing are dead-lettered after the configured receives, and a redrive loses none', async () => {
  const valid = Array.from({ length: 25 }, () => validSubmission(random, 4));
  const submissions = [...valid, invalidSubmission(random)];
  kinesisDenies = true;
  const sent = await stack.send(bodiesOf(submissions));
  await stack.untilDrained();

  const diagnosticQueue = await stack.take(stack.outputs.DiagnosticQueueUrl);
  const deadLetterQueue = await stack.take(stack.outputs.DeadLetterQueueUrl);
  const deadLetters = deadLetterQueue.map(({ body }) => body);
  expect(deadLetters.toSorted()).toEqual(bodiesOf(valid).toSorted());
  expect(deliveries).toEqual(new Map(valid.map(({ submissionId }) => [submissionId, 2])));
  const remains = { diagnosticQueue, deadLetterQueue };
  expect(judge(sent, await stack.readStream(), remains)).toMatchObject({
    outcome: 'incomplete',
    left: { submissionQueue: 0, deadLetterQueue: 25 },
    events: 0,
    faults: noFaults,
  });

  kinesisDenies = false;
  // The emulator has no StartMessageMoveTask.
  await stack.send(deadLetters);
  await stack.untilDrained();
  const deadAgain = await stack.take(stack.outputs.DeadLetterQueueUrl);
  const verdict = judge(sent, await stack.readStream(), {
    diagnosticQueue,
    deadLetterQueue: deadAgain,
  });
  expect(verdict).toMatchObject({ outcome: 'right', published: 25, rejected: 1, events: 100 });
}, 180_000);

describe('deploying again', () => {
  test('with a setting that is refused changes nothing', async () => {
    const before = await describeStack();
    const refused = aws.deploy({ assembly: join(aws.directory, 'refused'), settings: { ...quick, batchSize: '0' } });
    await expect(refused).rejects.toThrow(/batchSize is 0, but must be a whole number from 1 to 10000/);
    expect(await describeStack()).toEqual(before);
    await expectTemplatePromises(stack);
  }, 60_000);

  test('with changed code and settings while messages flow loses none, and the new version serves', async () => {
    const project = join(aws.directory, 'project');
    await copyProject(project);
    await changeCode(
      join(project, 'lambda', 'domain', 'events', 'formats', 'event-format.ts'),
      'timeProcessed.iso8601',
      `timeProcessed.iso8601.replace(/^..../, '${MARK}')`,
    );
    const deployed = new AbortController();
    const flowing = sendUntil(deployed.signal);
    const again = await aws.deploy({ project, settings: { ...quick, maxReceiveCount: '10', batchSize: '50' } });
    await expectTemplatePromises(again);
    await waitFor('the new version to serve', async () => (await markedEvents()).length > 0);
    deployed.abort();
    const flow = await flowing;
    await again.send([toBody(aSubmissionOf(7))]);
    await again.untilDrained();

    const records = await again.readStream();
    const diagnosticQueue = await again.take(again.outputs.DiagnosticQueueUrl);
    const deadLetterQueue = await again.take(again.outputs.DeadLetterQueueUrl);
    expect(flow.length).toBeGreaterThan(50);
    const flowed = new Set(flow.map(({ submissionId }) => submissionId));
    const ofFlow = records.filter((record) => flowed.has(parseRecord(record).submission_id));
    const verdict = judge(flow, ofFlow, { diagnosticQueue, deadLetterQueue });
    expect(verdict).toMatchObject({ outcome: 'right', submissions: flow.length });
    const last = records.map(parseRecord).filter(({ details }) => details.cmdl?.startsWith('command '));
    expect(last.map(isMarked)).toEqual(Array.from({ length: 7 }, () => true));
  }, 240_000);
});

/** Ten submissions at a time, twice a second. */
const sendUntil = async (stop: AbortSignal): Promise<readonly (SentMessage & SentSubmission)[]> => {
  const all: (SentMessage & SentSubmission)[] = [];
  while (!stop.aborted) {
    const submissions = mixedSubmissions(random, 10, 6);
    const sent = await stack.send(bodiesOf(submissions));
    all.push(...submissions.map((submission, index) => ({ messageId: '', ...sent[index], ...submission })));
    await setTimeout(500);
  }
  return all;
};

/** The year of processing that the changed code says. */
const MARK = '2999';

const isMarked = ({ time_processed }: { readonly time_processed: string }): boolean => time_processed.startsWith(MARK);

const markedEvents = async () => (await stack.readStream()).map(parseRecord).filter(isMarked);

const describeStack = async () => {
  const client = new CloudFormationClient(clientConfiguration(stack));
  const StackName = 'TelemetryMapping-local';
  const { Stacks: [described] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName }));
  return { status: described?.StackStatus, updated: described?.LastUpdatedTime, template: TemplateBody };
};
