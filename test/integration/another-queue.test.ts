import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { messageToRecord } from '../../local/emulated-aws/event-source/sqs-event';
import { ExecutionEnvironment } from '../../local/emulated-aws/function-runtime/execution-environment';
import { startLocalStack } from '../support/local-stack';
import { aSubmission, toBody } from '../support/submissions';

test('what fails of a batch comes back in the queue of the batch, though the version was deployed for another one', async () => {
  await using aws = await startLocalStack();
  const { sqs } = aws.clients;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'former-submissions' }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: toBody(aSubmission()) }));
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] }),
  );
  const records = Messages.map((message) =>
    messageToRecord(message, 'arn:aws:sqs:eu-west-1:000000000000:former-submissions', 'eu-west-1'),
  );

  const log: string[] = [];
  const environment = await ExecutionEnvironment.start(
    { ...aws.code, environment: { ...aws.code.environment, STREAM_NAME: 'no-such-stream' } },
    (line) => log.push(line),
    new AbortController().signal,
  );
  try {
    expect(await environment.invoke({ Records: records })).toEqual({
      batchItemFailures: records.map(({ messageId }) => ({ itemIdentifier: messageId })),
    });
  } finally {
    await environment.kill();
  }
  const processed = log.filter((line) => line.includes('Batch processed')).map((line) => JSON.parse(line));
  expect(processed).toMatchObject([{ failed: 1, retries_delayed: 1 }]);
  expect(log.filter((line) => line.includes('Retries not delayed'))).toEqual([]);
}, 60_000);
