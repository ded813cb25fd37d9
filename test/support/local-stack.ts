import type { _Record as KinesisRecord } from '@aws-sdk/client-kinesis';
import { type EmulatedAws, startEmulatedAws } from '../../local/emulated-aws/emulated-aws';
import { StreamReader } from '../../local/emulated-aws/stream-reader';
import { type MappingRun, type MappingRunProps, type RunObserver, startMappingRun } from '../../local/run/mapping-run';
import { ASSEMBLY } from './assembly';

/** The synthesized stack on emulators of its own, on free ports, with nobody to invoke its function. */
export const startLocalStack = (): Promise<EmulatedAws> => startEmulatedAws(ASSEMBLY, { sqs: 0, kinesis: 0 });

/** All that the stream holds, in its order within each partition key. */
export const readStream = async ({ clients, stack }: EmulatedAws): Promise<readonly KinesisRecord[]> => {
  const records: KinesisRecord[] = [];
  const reader = new StreamReader(clients.kinesis, stack.streamName, (record) => records.push(record));
  reader.finish();
  await reader.run(new AbortController().signal);
  return records;
};

/** A run, and what it has shown so far. */
export interface ObservedRun extends MappingRun {
  /** Of the stream; those of a partition key in their order. */
  readonly records: readonly KinesisRecord[];
  /** What the function logged. */
  readonly log: readonly string[];
  /** Invocations that ended without an answer. */
  readonly brokenInvocations: readonly string[];
}

/** @param observer sees all of it too */
export const startObservedRun = async (
  props: Partial<MappingRunProps> = {},
  observer?: RunObserver,
): Promise<ObservedRun> => {
  const records: KinesisRecord[] = [];
  const log: string[] = [];
  const brokenInvocations: string[] = [];
  const run = await startMappingRun({
    assembly: ASSEMBLY,
    outlivesFunction: true,
    ...props,
    observer: {
      onSent: (messageId, body) => observer?.onSent(messageId, body),
      onReceived: (received) => observer?.onReceived(received),
      onBrokenInvocation: (failed, error) => {
        observer?.onBrokenInvocation(failed, error);
        brokenInvocations.push(String(error));
      },
      onRecord: (record) => {
        observer?.onRecord(record);
        records.push(record);
      },
      onLogLine: (line) => {
        observer?.onLogLine(line);
        log.push(line);
      },
    },
  });
  return { ...run, records, log, brokenInvocations };
};
