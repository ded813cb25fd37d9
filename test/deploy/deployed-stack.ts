import { setTimeout } from 'node:timers/promises';
import type { KinesisClient, _Record as KinesisRecord } from '@aws-sdk/client-kinesis';
import { DeleteMessageCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { Deployment, StackOutputs } from '../../local/cdk/deploy-stack';
import { type QueuedMessage, readQueueDepth, sendMessage } from '../../local/emulated-aws/queues';
import { createClients } from '../../local/emulated-aws/stack/clients';
import { StreamReader } from '../../local/emulated-aws/stream-reader';
import type { SentMessage } from '../support/judge';

const Outputs = z.object({
  SubmissionQueueUrl: z.url(),
  DeadLetterQueueUrl: z.url(),
  DiagnosticQueueUrl: z.url(),
  EventStreamName: z.string(),
});

/** Longer than a redelivery after a deploy that took a function away takes. */
const PATIENCE_MS = 90_000;
const POLL_MS = 250;
/** Receives that find nothing, before a queue counts as empty. */
const EMPTY_RECEIVES = 3;

/** How an outsider sees a deployed stack: by its outputs, with clients of AWS. */
export class DeployedStack {
  readonly deployment: Deployment;
  readonly outputs: z.infer<typeof Outputs>;
  readonly sqs: SQSClient;
  readonly kinesis: KinesisClient;

  constructor(deployment: Deployment, outputs: StackOutputs) {
    this.deployment = deployment;
    this.outputs = Outputs.parse(outputs);
    const { sqs, kinesis } = createClients({ sqs: deployment.endpoint, kinesis: deployment.endpoint });
    this.sqs = sqs;
    this.kinesis = kinesis;
  }

  async send(bodies: readonly string[]): Promise<readonly SentMessage[]> {
    const { signal } = new AbortController();
    const send = async (body: string): Promise<SentMessage> => ({
      body,
      messageId: await sendMessage(this.sqs, this.outputs.SubmissionQueueUrl, body, signal),
    });
    return Promise.all(bodies.map(send));
  }

  /** Resolves when every message of the submission queue is acknowledged or dead-lettered. */
  async untilDrained(): Promise<void> {
    await waitFor('the submission queue to be drained', async () => {
      const { waiting, inFlight } = await readQueueDepth(this.sqs, this.outputs.SubmissionQueueUrl);
      return waiting + inFlight === 0;
    });
  }

  /** All records of the stream, each shard's in its order. */
  async readStream(): Promise<readonly KinesisRecord[]> {
    const records: KinesisRecord[] = [];
    const reader = new StreamReader(this.kinesis, this.outputs.EventStreamName, (record) => records.push(record));
    reader.finish();
    await reader.run(new AbortController().signal);
    return records;
  }

  /** Receives and deletes all that a queue holds. */
  async take(queueUrl: string): Promise<readonly QueuedMessage[]> {
    const taken: QueuedMessage[] = [];
    for (let empty = 0; empty < EMPTY_RECEIVES; ) {
      const { Messages = [] } = await this.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        }),
      );
      empty = Messages.length === 0 ? empty + 1 : 0;
      for (const { ReceiptHandle } of Messages) {
        await this.sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
      }
      taken.push(...Messages.map(toQueuedMessage));
    }
    return taken;
  }
}

const toQueuedMessage = ({ Body = '', MessageAttributes = {} }: Message): QueuedMessage => ({
  body: Body,
  attributes: Object.fromEntries(
    Object.entries(MessageAttributes).flatMap(([name, { StringValue }]) =>
      StringValue === undefined ? [] : [[name, StringValue]],
    ),
  ),
});

/** What an event says. */
export const parseRecord = ({ Data = new Uint8Array() }: KinesisRecord) => JSON.parse(Buffer.from(Data).toString());

/** @throws Error that says what did not happen */
export const waitFor = async (what: string, happened: () => Promise<boolean>): Promise<void> => {
  const until = Date.now() + PATIENCE_MS;
  while (!(await happened())) {
    if (Date.now() > until) throw new Error(`Waited ${PATIENCE_MS / 1_000} s in vain for ${what}.`);
    await setTimeout(POLL_MS);
  }
};
