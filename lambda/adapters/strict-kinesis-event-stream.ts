import { type KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { RECORD_SIZE_LIMIT } from '../domain/events/stream-record';
import type { EventStream, PutLimits, PutResult, RecordToPut } from '../domain/ports';
import { answerToPutResult, failureToPutResult } from './put-result';
import { classifyServiceFailure } from './service-failure';
import { abortIn } from './system-clock';

/**
 * A Kinesis stream, put into record by record, each behind the one that it has to follow: by PutRecord with
 * `SequenceNumberForOrdering`. The client must not retry by itself, since the publisher does.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
export class StrictKinesisEventStream implements EventStream {
  readonly limits: PutLimits = {
    recordsPerCall: 1,
    bytesPerCall: RECORD_SIZE_LIMIT,
    // As many connections as the client has: a further call would wait for one while its time runs. At 10 ms a call
    // they put 5,000 records a second, as many as five shards take.
    callsInFlight: 50,
  };
  readonly #client: KinesisClient;
  readonly #streamName: string;

  constructor(client: KinesisClient, streamName: string) {
    this.#client = client;
    this.#streamName = streamName;
  }

  put(records: readonly RecordToPut[], timeoutMs: number): Promise<readonly PutResult[]> {
    const abortSignal = abortIn(timeoutMs);
    return Promise.all(records.map((record) => this.#put(record, abortSignal)));
  }

  async #put({ partitionKey, data, after }: RecordToPut, abortSignal: AbortSignal): Promise<PutResult> {
    const command = new PutRecordCommand({
      StreamName: this.#streamName,
      PartitionKey: partitionKey,
      Data: Buffer.from(data),
      SequenceNumberForOrdering: after,
    });
    try {
      return answerToPutResult(await this.#client.send(command, { abortSignal }));
    } catch (error) {
      return failureToPutResult(classifyServiceFailure(error));
    }
  }
}
