import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { messageToRecord } from '../../local/emulated-aws/event-source/sqs-event';
import { ExecutionEnvironment } from '../../local/emulated-aws/function-runtime/execution-environment';
import { seededRandom } from '../../local/seeded-random';
import { readStream, startLocalStack } from '../support/local-stack';
import { refuse } from './fault-plan';
import { FaultyFront, nothingSeen } from './faulty-front';
import { validSubmission } from './submissions';

const MESSAGES = 10_000;

/** As large as Lambda hands a function: 10,000 messages, about 6 MB. */
const aFullEvent = () => {
  const random = seededRandom(1);
  return {
    Records: Array.from({ length: MESSAGES }, (_, index) =>
      messageToRecord(
        {
          MessageId: `message-${index}`,
          ReceiptHandle: `receipt-${index}`,
          Body: validSubmission(random, 3).body,
          Attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) },
        },
        'arn:aws:sqs:eu-west-1:000000000000:submissions',
        'eu-west-1',
      ),
    ),
  };
};

/** Half of what the function has by default: what works within it has room to spare. */
const HEAP_MEGABYTES = 512;

const invoke = async (plan: Parameters<typeof FaultyFront.start>[0]['plan']) => {
  await using aws = await startLocalStack();
  const upstream = { sqs: aws.emulators.sqs.endpoint, kinesis: aws.emulators.kinesis.endpoint };
  await using front = await FaultyFront.start({
    upstream,
    plan,
    counts: nothingSeen(),
    kill: () => undefined,
  });
  const environment = await ExecutionEnvironment.start(
    {
      ...aws.code,
      environment: {
        ...aws.code.environment,
        NODE_OPTIONS: `--max-old-space-size=${HEAP_MEGABYTES}`,
        ...front.endpoints,
      },
    },
    () => undefined,
    new AbortController().signal,
  );
  try {
    return { answer: await environment.invoke(aFullEvent()), records: (await readStream(aws)).length, front };
  } finally {
    await environment.kill();
  }
};

test('a batch of 10,000 messages is published whole within the memory and time of one invocation', async () => {
  const { answer, records } = await invoke({});
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(records).toBe(3 * MESSAGES);
}, 60_000);

test('a batch of 10,000 failures is answered with one failure a message', async () => {
  const { answer, records } = await invoke({ put: () => refuse(400, 'AccessDeniedException') });
  expect(records).toBe(0);
  const { batchItemFailures } = z
    .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) })
    .parse(answer);
  expect(batchItemFailures).toHaveLength(MESSAGES);
  expect(new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).size).toBe(MESSAGES);
}, 60_000);
