import type { Usage } from './bill';

export interface QueueTraffic {
  readonly messages: number;
  /** Of a message, on average. */
  readonly messageBytes: number;
  /** In a receive and in a delete, up to 10. */
  readonly messagesPerCall: number;
  /** Of a receive on which nothing came. */
  readonly emptyReceives: number;
  /** Whether messages have a message group, as docs/clients.md has senders set it. */
  readonly fair: boolean;
}

const CHUNK_BYTES = 64 * 1_024;

/**
 * Sent one by one, received and deleted in batches. Every 64 KB of what a call carries are a request, and of a fair queue
 * all requests are taken to cost more, which is the most that it can be.
 * https://aws.amazon.com/sqs/pricing/
 */
export const sqsUsage = (traffic: QueueTraffic): readonly Usage[] => {
  const { messages, messageBytes, messagesPerCall, emptyReceives, fair } = traffic;
  const calls = messages / messagesPerCall;
  const sends = messages * chunks(messageBytes);
  const receives = calls * chunks(messagesPerCall * messageBytes);
  const carrying = sends + receives + calls;
  return [
    { item: 'sqs-standard-request', quantity: carrying + emptyReceives },
    ...(fair ? [{ item: 'sqs-fair-queue-request', quantity: carrying } as const] : []),
  ];
};

const chunks = (bytes: number): number => Math.max(1, Math.ceil(bytes / CHUNK_BYTES));

/** Lambda waits 20 seconds for messages: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const LONG_POLL_SECONDS = 20;

/** Of pollers that find nothing all the time. */
export const idleReceives = (pollers: number, hours: number): number => (pollers * hours * 3_600) / LONG_POLL_SECONDS;
