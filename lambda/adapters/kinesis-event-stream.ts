import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { StreamRecord } from '../domain/events/stream-record';
import type { EventStream, PutLimits, PutResult } from '../domain/ports';
import { putRecordsCommand } from './put-records-command';
import { answerToPutResult, failureToPutResult } from './put-result';
import { classifyServiceFailure } from './service-failure';
import { abortIn } from './system-clock';

/**
 * A Kinesis stream, put into by PutRecords, which knows no order. The client must not retry by itself: a retry of a
 * whole call repeats the records of it that were accepted.
 */
export class KinesisEventStream implements EventStream {
  /** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html */
  readonly limits: PutLimits = {
    recordsPerCall: 500,
    // PutRecords takes 10 MiB. Half of that is what it took for years and what emulators still take; a shard takes
    // 1 MiB a second, so larger calls would gain nothing.
    bytesPerCall: 5 * 1_048_576,
    // Four full calls at once are more than the shards of most streams take.
    callsInFlight: 4,
  };
  readonly #client: KinesisClient;
  readonly #streamName: string;

  constructor(client: KinesisClient, streamName: string) {
    this.#client = client;
    this.#streamName = streamName;
  }

  async put(records: readonly StreamRecord[], timeoutMs: number): Promise<readonly PutResult[]> {
    return this.#put(records, abortIn(timeoutMs));
  }

  async #put(records: readonly StreamRecord[], abortSignal: AbortSignal): Promise<readonly PutResult[]> {
    try {
      const command = putRecordsCommand(this.#streamName, records);
      // Stryker disable next-line ArrayDeclaration: whatever stands there says as little of a record as nothing does
      const { Records: entries = [] } = await this.#client.send(command, { abortSignal });
      // By the entry alone: FailedRecordCount has been seen to disagree with the entries.
      return records.map((_, index) => answerToPutResult(entries[index] ?? {}));
    } catch (error) {
      const failure = classifyServiceFailure(error);
      if (failure.refusedContent && records.length > 1) return this.#putHalves(records, abortSignal);
      return records.map(() => failureToPutResult(failure));
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
