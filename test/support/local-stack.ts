import type { _Record as KinesisRecord } from '@aws-sdk/client-kinesis';
import { type EmbeddedAws, startEmbeddedAws, stopEmbeddedAws } from '../../local/embedded-aws';
import { readQueueDepth } from '../../local/queue-depths';
import { StreamReader } from '../../local/verification/stream-reader';
import { ASSEMBLY } from './assembly';

/** The synthesized stack on emulators of its own, on free ports; ended with its scope. */
export const startLocalStack = async (): Promise<EmbeddedAws & AsyncDisposable> => {
  const aws = await startEmbeddedAws(ASSEMBLY, { sqs: 0, kinesis: 0 });
  return { ...aws, [Symbol.asyncDispose]: () => stopEmbeddedAws(aws) };
};

/** All that the stream holds, in its order within each partition key. */
export const readStream = async ({ clients, stack }: EmbeddedAws): Promise<readonly KinesisRecord[]> => {
  const records: KinesisRecord[] = [];
  const reader = new StreamReader(clients.kinesis, stack.streamName, (record) => records.push(record));
  reader.stop();
  await reader.run();
  return records;
};

/** Resolves when every message of the submission queue is acknowledged or dead-lettered. */
export const untilDrained = async ({ clients, stack }: EmbeddedAws): Promise<void> => {
  for (;;) {
    const { waiting, inFlight } = await readQueueDepth(clients.sqs, stack.submissionQueue.url);
    if (waiting + inFlight === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
