import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { SqsSender } from '../../lambda/adapters/sqs-sender';
import { SqsSubmissionQueue } from '../../lambda/adapters/sqs-submission-queue';
import { startEmulators, stopEmulators } from '../../local/emulated-aws/emulators/emulators';
import { createClients } from '../../local/emulated-aws/stack/clients';
import { aMessage } from '../support/messages';

/** What queues took for years, and existing ones may still be set to. */
const BYTES_PER_MESSAGE = 262_144;

test('a continuation that is too large for an existing queue fails alone', async () => {
  const emulators = await startEmulators({ sqs: 0, kinesis: 0 });
  try {
    const { sqs: client } = createClients({ sqs: emulators.sqs.endpoint, kinesis: emulators.kinesis.endpoint });
    const Attributes = { MaximumMessageSize: String(BYTES_PER_MESSAGE) };
    const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: 'from-sensors', Attributes }));
    const calls = { client, queueUrl: QueueUrl, abortSignal: new AbortController().signal, random: () => 0 };
    const sender = new SqsSender({ ...calls, repeatable: false });
    const queue = new SqsSubmissionQueue({ ...calls, sender, destination: 'events/submission_id' });

    const bodies = ['first', 'x'.repeat(BYTES_PER_MESSAGE), 'last'];
    const sent = await Promise.allSettled(
      bodies.map((body) => queue.sendContinuation(aMessage({ body }), { published: 1 })),
    );
    expect(sent.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const received = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    expect(received.Messages?.map(({ Body }) => Body).toSorted()).toEqual(['first', 'last']);
  } finally {
    await stopEmulators(emulators);
  }
});
