import { expect, test } from '@jest/globals';
import { SqsSender } from '../../lambda/adapters/sqs-sender';
import { readDiagnosticMessages } from '../../local/diagnostic-messages';
import { EventSource } from '../../local/event-source/event-source';
import { readCapturedBodies } from '../../local/fleet/captured-bodies';
import { ExecutionEnvironment } from '../../local/function-runtime/execution-environment';
import { readQueueDepth } from '../../local/queue-depths';
import { readStream, startLocalStack } from '../support/local-stack';

interface Captured {
  readonly submission_id: string;
  readonly device_id: string;
  readonly events: {
    readonly new_process: readonly { readonly cmdl: string | null; readonly user: string }[];
    readonly network_connection: readonly { readonly source_ip: string; readonly destination_ip: string }[];
  };
}

/** How the captured sensors break what they send, judged without the project's own schema. */
const isBroken = (submission: Captured): boolean =>
  submission.submission_id === 'not-an-uuid' ||
  submission.device_id === 'not-an-uuid' ||
  submission.events.new_process.some(({ cmdl }) => cmdl === null) ||
  submission.events.network_connection.some((connection) => Object.values(connection).includes('not-an-ip'));

test('the captured fleet ends in the stream, complete and in order, and in the diagnostic queue', async () => {
  await using aws = await startLocalStack();
  const bodies = await readCapturedBodies();
  const eventSource = new EventSource({
    sqs: aws.clients.sqs,
    queue: aws.stack.submissionQueue,
    mapping: aws.stack.template.eventSource,
    startEnvironment: () => ExecutionEnvironment.start(aws.code, () => undefined),
    concurrency: 2,
    observer: { onReceived: () => undefined, onFailed: () => undefined },
  });
  const sender = new SqsSender(aws.clients.sqs, aws.stack.submissionQueue.url, new AbortController().signal);

  const running = eventSource.run();
  await Promise.all(bodies.map((body) => sender.send({ body, attributes: {} })));
  await untilEmpty(aws);
  eventSource.stop();
  await running;

  const submissions = bodies.map((body): [string, Captured] => [body, JSON.parse(atob(body))]);
  const valid = submissions.filter(([, submission]) => !isBroken(submission));
  expect(valid).toHaveLength(1_801);

  const published = Object.groupBy(
    (await readStream(aws)).map(({ Data = new Uint8Array() }) => JSON.parse(Buffer.from(Data).toString())),
    ({ submission_id }) => submission_id,
  );
  expect(Object.keys(published).toSorted()).toEqual(valid.map(([, { submission_id }]) => submission_id).toSorted());
  for (const [, { submission_id, events }] of valid) {
    const expected = [...events.new_process, ...events.network_connection];
    expect(published[submission_id]?.map(({ details }) => details)).toEqual(expected);
    expect(published[submission_id]?.map(({ sequence }) => sequence)).toEqual([...expected.keys()]);
  }
  const ids = Object.values(published).flatMap((events) => events?.map(({ event_id }) => event_id) ?? []);
  expect(ids).toHaveLength(14_395);
  expect(new Set(ids).size).toBe(14_395);

  const broken = submissions.filter(([, submission]) => isBroken(submission)).map(([body]) => body);
  const diagnosed = await readDiagnosticMessages(aws.emulators.sqs.endpoint, aws.stack.diagnosticQueue.name);
  expect(diagnosed.map(({ body }) => body).toSorted()).toEqual(broken.toSorted());
}, 60_000);

const untilEmpty = async (aws: Awaited<ReturnType<typeof startLocalStack>>): Promise<void> => {
  for (;;) {
    const { waiting, inFlight } = await readQueueDepth(aws.clients.sqs, aws.stack.submissionQueue.url);
    if (waiting + inFlight === 0) return;
  }
};
