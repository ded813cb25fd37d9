import { beforeAll, expect, test } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { messageToRecord } from '../../local/emulated-aws/event-source/sqs-event';
import { ExecutionEnvironment } from '../../local/emulated-aws/function-runtime/execution-environment';
import { readStream, startLocalStack } from '../support/local-stack';
import { aSubmissionOf, toBody } from '../support/submissions';

const OWN_ROLE = 'AROAFUNCTION';
const EVENTS = 5;

/** Says that three of its events are in the stream, and that it was sent an hour ago. */
const aContinuation = (senderId: string): { readonly submissionId: string; readonly record: SQSRecord } => {
  const submission = aSubmissionOf(EVENTS);
  const message = {
    MessageId: `from ${senderId}`,
    ReceiptHandle: `receipt of ${senderId}`,
    Body: toBody(submission),
    Attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()), SenderId: senderId },
    MessageAttributes: {
      resume_from: { DataType: 'Number', StringValue: '3' },
      continued_into: { DataType: 'String', StringValue: 'events/submission_id' },
      first_sent_timestamp: { DataType: 'Number', StringValue: String(Date.now() - 3_600_000) },
      continued_receipt_handle: { DataType: 'String', StringValue: 'receipt of what it continues' },
    },
  };
  return {
    submissionId: submission.submission_id,
    record: messageToRecord(message, 'arn:aws:sqs:eu-west-1:000000000000:submissions', 'eu-west-1'),
  };
};

const own = aContinuation(`${OWN_ROLE}:telemetry-mapping`);
const forged = aContinuation('AROASENSOR:sensor-7');
const log: string[] = [];
let answer: unknown;
let sequences: ReadonlyMap<string, readonly number[]>;

beforeAll(async () => {
  await using aws = await startLocalStack();
  const environment = await ExecutionEnvironment.start(
    { ...aws.code, environment: { ...aws.code.environment, CONTINUATION_SENDER: OWN_ROLE } },
    (line) => log.push(line),
    new AbortController().signal,
  );
  try {
    answer = await environment.invoke({ Records: [forged.record, own.record] });
  } finally {
    await environment.kill();
  }
  const events = (await readStream(aws)).map(({ Data = [] }) => JSON.parse(Buffer.from(Data).toString()));
  sequences = new Map(
    [...Map.groupBy(events, ({ submission_id }) => submission_id)].map(([id, all]) => [
      id,
      all.map(({ sequence }) => sequence),
    ]),
  );
}, 60_000);

const linesOf = (message: string) => log.filter((line) => line.includes(message)).map((line) => JSON.parse(line));

test('a sensor that says how far it got hides none of its events', () => {
  expect(sequences.get(forged.submissionId)).toEqual([0, 1, 2, 3, 4]);
});

test('what the function itself sent goes on where it says', () => {
  expect(sequences.get(own.submissionId)).toEqual([3, 4]);
  expect(answer).toEqual({ batchItemFailures: [] });
});

test('who is not believed is told, and counted', () => {
  expect(linesOf('Continuations not believed')).toMatchObject([
    {
      level: 'WARN',
      count: 1,
      messages: [{ message_id: forged.record.messageId, sender_id: forged.record.attributes.SenderId }],
    },
  ]);
  expect(linesOf('"ContinuationsMistrusted"')).toMatchObject([{ ContinuationsMistrusted: 1 }]);
});

test('a sensor does not falsify how long its events took', () => {
  const [{ QueueToStreamLatency: latencies }] = linesOf('"QueueToStreamLatency"');
  expect(latencies.filter((latency: number) => latency >= 3_600_000)).toHaveLength(1);
});

test('every line of the log names the request', () => {
  const lines = log.map((line) => JSON.parse(line)).filter(({ message }) => message !== undefined);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines)
    expect(line).toHaveProperty('function_request_id', expect.stringMatching(/^[0-9a-f-]{36}$/));
});
