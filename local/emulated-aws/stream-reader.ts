import { setTimeout } from 'node:timers/promises';
import {
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  type _Record as KinesisRecord,
  ListShardsCommand,
} from '@aws-sdk/client-kinesis';

const IDLE_MS = 100;

/** Reads a stream from its beginning and goes on as records arrive. */
export class StreamReader {
  readonly #kinesis: KinesisClient;
  readonly #streamName: string;
  readonly #onRecord: (record: KinesisRecord) => void;
  readonly #finishing = new AbortController();
  #finishedAt = Number.POSITIVE_INFINITY;

  /** @param onRecord takes each record; records of a shard come in the shard's order */
  constructor(kinesis: KinesisClient, streamName: string, onRecord: (record: KinesisRecord) => void) {
    this.#kinesis = kinesis;
    this.#streamName = streamName;
    this.#onRecord = onRecord;
  }

  /** @param abortSignal has it end at once, and reject */
  async run(abortSignal: AbortSignal): Promise<void> {
    const command = new ListShardsCommand({ StreamName: this.#streamName });
    const { Shards = [] } = await this.#kinesis.send(command, { abortSignal });
    await Promise.all(Shards.map(({ ShardId }) => this.#follow(ShardId ?? '', abortSignal)));
  }

  /** Has it read on until it has what is in the stream by now, and end. */
  finish(): void {
    this.#finishedAt = Date.now();
    this.#finishing.abort();
  }

  async #follow(shardId: string, abortSignal: AbortSignal): Promise<void> {
    const wake = AbortSignal.any([this.#finishing.signal, abortSignal]);
    let iterator = await this.#iterator(shardId, undefined, abortSignal);
    let read: string | undefined;
    while (iterator) {
      const last = this.#finishing.signal.aborted;
      const command = new GetRecordsCommand({ ShardIterator: iterator, Limit: 10_000 });
      const answer = await this.#kinesis.send(command, { abortSignal }).catch((error: unknown) => {
        if (error instanceof ExpiredIteratorException) return undefined;
        throw error;
      });
      if (!answer) {
        // Five minutes without a read: the machine slept.
        iterator = await this.#iterator(shardId, read, abortSignal);
        continue;
      }
      const { Records = [], NextShardIterator } = answer;
      for (const record of Records) this.#onRecord(record);
      iterator = NextShardIterator;
      read = Records.at(-1)?.SequenceNumber ?? read;
      // Somebody may go on writing: what came later is not asked for.
      const readUntil = Number(Records.at(-1)?.ApproximateArrivalTimestamp ?? Number.POSITIVE_INFINITY);
      if (last && readUntil > this.#finishedAt) return;
      if (Records.length > 0) continue;
      await setTimeout(IDLE_MS, undefined, { signal: wake }).catch(() => undefined);
    }
  }

  /** @param after where it goes on; the beginning of the shard without it */
  async #iterator(shardId: string, after: string | undefined, abortSignal: AbortSignal): Promise<string | undefined> {
    const command = new GetShardIteratorCommand({
      StreamName: this.#streamName,
      ShardId: shardId,
      ...(after === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: after }),
    });
    return (await this.#kinesis.send(command, { abortSignal })).ShardIterator;
  }
}
