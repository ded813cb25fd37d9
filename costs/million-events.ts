import { timesUsage, type Usage } from './bill';
import { GIGABYTE } from './gigabyte';
import { type BilledRecords, onDemandTraffic, provisionedPuts } from './kinesis-usage';
import { sqsUsage } from './sqs-usage';

/** How a stream is paid for. */
export type StreamMode = 'on-demand' | 'provisioned';

/** Submissions that stand for all, and what becomes of them. */
export interface Traffic {
  readonly submissions: number;
  readonly events: number;
  /** Of all their messages. */
  readonly messageBytes: number;
  /** Of all their events. */
  readonly records: BilledRecords;
}

/** What batches of one size cost. */
export interface BatchCost {
  /** Submissions in a batch. */
  readonly size: number;
  readonly gbSecondsOfMillionEvents: number;
  /** Of a batch. */
  readonly logBytes: number;
}

const MILLION = 1_000_000;
/** A receive and a delete take so many: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const MOST_MESSAGES_A_CALL = 10;

/** What a million events use, whenever they come. */
export const millionEventsUsage = (
  { submissions, events, messageBytes, records }: Traffic,
  { size, gbSecondsOfMillionEvents, logBytes }: BatchCost,
  {
    streamMode,
    consumers,
    fair,
  }: { readonly streamMode: StreamMode; readonly consumers: number; readonly fair: boolean },
): readonly Usage[] => {
  const messages = (submissions / events) * MILLION;
  const invocations = messages / size;
  const stream = streamMode === 'on-demand' ? onDemandTraffic(records, consumers) : provisionedPuts(records);
  return [
    { item: 'lambda-arm64-gb-second', quantity: gbSecondsOfMillionEvents },
    { item: 'lambda-request', quantity: invocations },
    ...sqsUsage({
      messages,
      messageBytes: messageBytes / submissions,
      messagesPerCall: Math.min(MOST_MESSAGES_A_CALL, size),
      emptyReceives: 0,
      fair,
    }),
    ...timesUsage(stream, MILLION / events),
    { item: 'cloudwatch-log-gb', quantity: (invocations * logBytes) / GIGABYTE },
  ];
};

/** So many batches Lambda gathers at once: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
export const POLLERS = 5;

/**
 * How many submissions a batch has that is gathered for as long as the window lasts, while each poller gathers its own.
 * Beyond what so many can take, Lambda adds pollers to full batches.
 */
export const gatheredBatch = (
  submissionsPerSecond: number,
  { batchSize, batchingWindowSeconds }: { readonly batchSize: number; readonly batchingWindowSeconds: number },
): number => Math.min(batchSize, Math.max(1, (submissionsPerSecond * batchingWindowSeconds) / POLLERS));
