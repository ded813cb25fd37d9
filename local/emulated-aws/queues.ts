import { setTimeout } from 'node:timers/promises';
import { GetQueueAttributesCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';

export interface QueueDepth {
  readonly waiting: number;
  /** Received and not deleted, or waiting for the visibility timeout after a failure. */
  readonly inFlight: number;
}

export const readQueueDepth = async (
  sqs: SQSClient,
  queueUrl: string,
  abortSignal?: AbortSignal,
): Promise<QueueDepth> => {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] });
  const { Attributes } = await sqs.send(command, { ...(abortSignal && { abortSignal }) });
  return {
    waiting:
      Number(Attributes?.ApproximateNumberOfMessages ?? 0) +
      Number(Attributes?.ApproximateNumberOfMessagesDelayed ?? 0),
    inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0),
  };
};

const DRAINED_POLL_MS = 50;

/**
 * Resolves when every message of a queue is acknowledged or dead-lettered, or when it is stopped.
 *
 * @param abortSignal has it end at once, and reject
 */
export const untilDrained = async (
  sqs: SQSClient,
  queueUrl: string,
  stop: AbortSignal,
  abortSignal: AbortSignal,
): Promise<void> => {
  while (!stop.aborted) {
    // Not by `stop`: a call that is cut off rejects, but to be stopped is no failure.
    const { waiting, inFlight } = await readQueueDepth(sqs, queueUrl, abortSignal);
    if (waiting + inFlight === 0) return;
    await setTimeout(DRAINED_POLL_MS, undefined, { signal: stop }).catch(() => undefined);
  }
};

/**
 * @returns the message's id
 * @throws the client's error where the queue did not confirm the message
 */
export const sendMessage = async (
  sqs: SQSClient,
  queueUrl: string,
  body: string,
  abortSignal: AbortSignal,
): Promise<string> => {
  const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body });
  const { MessageId = '' } = await sqs.send(command, { abortSignal });
  return MessageId;
};

/** A message as it is in a queue. */
export interface QueuedMessage {
  readonly body: string;
  /** Those that are text, by name. */
  readonly attributes: Readonly<Record<string, string>>;
}

const Inspected = z
  .object({
    body: z.string(),
    messageAttributes: z.record(z.string(), z.object({ StringValue: z.string().optional() })).default({}),
  })
  .transform(
    ({ body, messageAttributes }): QueuedMessage => ({
      body,
      attributes: Object.fromEntries(
        Object.entries(messageAttributes).flatMap(([name, { StringValue }]) =>
          StringValue === undefined ? [] : [[name, StringValue]],
        ),
      ),
    }),
  );
const Inspection = z.object({
  messages: z.object({
    ready: z.array(Inspected),
    delayed: z.array(Inspected),
    inflight: z.array(z.object({ message: Inspected })),
  }),
});

/**
 * All that a queue holds. Asks the emulator's own interface, since receiving the messages would hide them from whoever
 * else looks.
 */
export const readQueue = async (sqsEndpoint: string, queueName: string): Promise<readonly QueuedMessage[]> => {
  const response = await fetch(`${sqsEndpoint}/_fauxqs/queues/${queueName}`);
  const { messages } = Inspection.parse(await response.json());
  return [...messages.ready, ...messages.delayed, ...messages.inflight.map(({ message }) => message)];
};
