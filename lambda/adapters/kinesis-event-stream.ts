import { type KinesisClient, PutRecordsCommand, type PutRecordsResultEntry } from '@aws-sdk/client-kinesis';
import type { StreamRecord } from '../domain/events/stream-record';
import type { EventStream, PutResult } from '../domain/ports';
import { classifyServiceFailure, isThrottlingCode } from './service-failure';

/**
 * A Kinesis stream. The client must not retry by itself: a retry of a whole call repeats the records of it that were
 * accepted.
 */
export class KinesisEventStream implements EventStream {
  readonly #client: KinesisClient;
  readonly #streamName: string;

  constructor(client: KinesisClient, streamName: string) {
    this.#client = client;
    this.#streamName = streamName;
  }

  async put(records: readonly StreamRecord[], timeoutMs: number): Promise<readonly PutResult[]> {
    return this.#put(records, AbortSignal.timeout(Math.max(0, Math.ceil(timeoutMs))));
  }

  async #put(records: readonly StreamRecord[], abortSignal: AbortSignal): Promise<readonly PutResult[]> {
    const command = new PutRecordsCommand({
      StreamName: this.#streamName,
      Records: records.map(({ partitionKey, data }) => ({ PartitionKey: partitionKey, Data: data })),
    });
    try {
      const { Records: entries = [] } = await this.#client.send(command, { abortSignal });
      return records.map((_, index) => entryToResult(entries[index]));
    } catch (error) {
      const { code, retryable, throttled, refusedContent } = classifyServiceFailure(error);
      if (refusedContent && records.length > 1) return this.#putHalves(records, abortSignal);
      return records.map(() => ({ accepted: false, code, retryable, throttled }));
    }
  }

  /** One record that the service refuses must not cost the others their call. */
  async #putHalves(records: readonly StreamRecord[], abortSignal: AbortSignal): Promise<readonly PutResult[]> {
    const middle = Math.ceil(records.length / 2);
    return [
      ...(await this.#put(records.slice(0, middle), abortSignal)),
      ...(await this.#put(records.slice(middle), abortSignal)),
    ];
  }
}

/** Judges by the entry alone: FailedRecordCount has been seen to disagree with the entries. */
const entryToResult = (entry: PutRecordsResultEntry | undefined): PutResult => {
  if (entry?.SequenceNumber && !entry.ErrorCode) return { accepted: true };
  const code = entry?.ErrorCode ?? 'NoResult';
  const throttled = isThrottlingCode(code);
  return { accepted: false, code, retryable: throttled || !/^KMS|AccessDenied/.test(code), throttled };
};
