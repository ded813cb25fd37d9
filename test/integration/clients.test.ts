import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Shard } from '@aws-sdk/client-kinesis';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runProgram } from '../../local/programs/run-program';
import { inProject } from '../../local/project';
import { FaultyFront, nothingSeen } from '../faults/faulty-front';
import { CLIENTS, eventKey, extractClients, runSender, startConsumer } from '../support/documented-clients';
import { startEmptyFirstRead } from '../support/empty-first-read';
import { startObservedRun } from '../support/local-stack';
import { aPartitionKeyIn, isIn, listOpenShards, splitShard } from '../support/shards';
import { aSubmissionOf, toBody } from '../support/submissions';

beforeAll(extractClients);
afterAll(() => rm(CLIENTS, { recursive: true, force: true }));

test('the programs of docs/clients.md are strictly typed', async () => {
  const compile = async (...options: readonly string[]) =>
    runProgram(process.execPath, [inProject('node_modules', '.bin', 'tsc'), '--project', CLIENTS, ...options]);
  const files = (await compile('--listFilesOnly')).stdout.split('\n');
  expect(files).toEqual(expect.arrayContaining([join(CLIENTS, 'sender.ts'), join(CLIENTS, 'consumer.ts')]));
  expect(await compile()).toMatchObject({ status: 0, stdout: '' });
}, 60_000);

type Submission = ReturnType<typeof aSubmissionOf>;
const EVENTS = 5;
const aSubmissionIn = (shard: Shard): Submission => ({
  ...aSubmissionOf(EVENTS),
  submission_id: aPartitionKeyIn(shard),
});
const eventsOf = ({ submission_id }: Submission): readonly string[] =>
  Array.from({ length: EVENTS }, (_, sequence) => eventKey(submission_id, sequence));

test('what the sender sends, an entry that fails first included, the consumer prints once and in order, though all of it comes twice and a shard is split', async () => {
  await using run = await startObservedRun();
  const { emulators, stack } = run.aws;
  const shards = await listOpenShards(run.aws);
  const [parent] = shards;
  if (parent === undefined) throw new Error('The stream has no shard.');
  const before = shards.flatMap((shard) => Array.from({ length: 6 }, () => aSubmissionIn(shard)));

  const failing = toBody(before[13]);
  let attempts = 0;
  await using front = await FaultyFront.start({
    upstream: { sqs: emulators.sqs.endpoint, kinesis: emulators.kinesis.endpoint },
    plan: {
      entry: (body) => {
        if (body !== failing) return undefined;
        attempts++;
        return attempts === 1 ? 'InternalError' : undefined;
      },
    },
    counts: nothingSeen(),
    kill: () => undefined,
  });
  const queueUrl = new URL(new URL(stack.submissionQueue.url).pathname, front.endpoints.AWS_ENDPOINT_URL_SQS).href;
  await using consumer = startConsumer(stack.streamName, emulators.kinesis.endpoint);
  expect(await runSender(queueUrl, before)).toBe(0);
  expect(attempts).toBe(2);
  await consumer.untilPrinted(before.flatMap(eventsOf));

  await splitShard(run.aws, parent);
  expect(await runSender(queueUrl, before)).toBe(0);
  await run.untilDrained();
  // Who has read the last events of each shard has read the duplicates before them.
  const last = (await listOpenShards(run.aws)).map(aSubmissionIn);
  expect(await runSender(queueUrl, last)).toBe(0);
  const all = [...before, ...last];
  await consumer.untilPrinted(all.flatMap(eventsOf));

  // Another one finds the shard split. It would have all that is in the children before what is in their parent.
  await using slow = await startEmptyFirstRead(emulators.kinesis.endpoint, parent.ShardId);
  await using later = startConsumer(stack.streamName, slow.endpoint);
  await later.untilPrinted(all.flatMap(eventsOf));

  await run.finish();
  expect(run.records.length).toBeGreaterThan(all.length * EVENTS);
  for (const { printed } of [consumer, later]) {
    expect(printed.toSorted()).toEqual(all.flatMap(eventsOf).toSorted());
    for (const events of all.map(eventsOf)) expect(printed.filter((event) => events.includes(event))).toEqual(events);
  }
  const placesOf = (submissions: readonly Submission[]): readonly number[] =>
    submissions
      .filter(({ submission_id }) => isIn(parent, submission_id))
      .flatMap(eventsOf)
      .map((event) => later.printed.indexOf(event));
  expect(placesOf(last)).toHaveLength(2 * EVENTS);
  expect(Math.min(...placesOf(last))).toBeGreaterThan(Math.max(...placesOf(before)));
}, 120_000);
