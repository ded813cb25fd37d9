import { expect, test } from '@jest/globals';
import { SqsSender } from '../../lambda/adapters/sqs-sender';
import { readDiagnosticMessages } from '../../local/diagnostic-messages';
import { EventSource } from '../../local/event-source/event-source';
import { ExecutionEnvironment } from '../../local/function-runtime/execution-environment';
import { readQueueDepth } from '../../local/queue-depths';
import { readCapturedSubmissions } from '../support/captured-submissions';
import { readStream, startLocalStack } from '../support/local-stack';

test('the captured fleet ends in the stream, complete and in order, and in the diagnostic queue', async () => {
  await using aws = await startLocalStack();
  const submissions = await readCapturedSubmissions();
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
  await Promise.all(submissions.map(({ body }) => sender.send({ body, attributes: {} })));
  await untilEmpty(aws);
  eventSource.stop();
  await running;

  const valid = submissions.filter(({ details }) => details !== undefined);
  expect(valid).toHaveLength(1_801);

  const published = Object.groupBy(
    (await readStream(aws)).map(({ Data = new Uint8Array() }) => JSON.parse(Buffer.from(Data).toString())),
    ({ submission_id }) => submission_id,
  );
  expect(Object.keys(published).toSorted()).toEqual(valid.map(({ submissionId }) => submissionId).toSorted());
  for (const { submissionId, details: expected = [] } of valid) {
    expect(published[submissionId]?.map(({ details }) => details)).toEqual(expected);
    expect(published[submissionId]?.map(({ sequence }) => sequence)).toEqual([...expected.keys()]);
  }
  const ids = Object.values(published).flatMap((events) => events?.map(({ event_id }) => event_id) ?? []);
  expect(ids).toHaveLength(14_395);
  expect(new Set(ids).size).toBe(14_395);

  const broken = submissions.filter(({ details }) => details === undefined).map(({ body }) => body);
  const diagnosed = await readDiagnosticMessages(aws.emulators.sqs.endpoint, aws.stack.diagnosticQueue.name);
  expect(diagnosed.map(({ body }) => body).toSorted()).toEqual(broken.toSorted());
}, 60_000);

const untilEmpty = async (aws: Awaited<ReturnType<typeof startLocalStack>>): Promise<void> => {
  for (;;) {
    const { waiting, inFlight } = await readQueueDepth(aws.clients.sqs, aws.stack.submissionQueue.url);
    if (waiting + inFlight === 0) return;
  }
};
