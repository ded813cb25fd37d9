import { setTimeout } from 'node:timers/promises';
import {
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
  readonly #stopping = new AbortController();
  /** @param onRecord takes each record; records of a shard come in the shard's order */
  constructor(kinesis: KinesisClient, streamName: string, onRecord: (record: KinesisRecord) => void) {
    this.#kinesis = kinesis;
    this.#streamName = streamName;
    this.#onRecord = onRecord;
  }

  /** Runs until it is stopped: then it reads on until it has what was in the stream by that time. */
  async run(): Promise<void> {
    const { Shards = [] } = await this.#kinesis.send(new ListShardsCommand({ StreamName: this.#streamName }));
    await Promise.all(Shards.map(({ ShardId }) => this.#follow(ShardId ?? '')));
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #follow(shardId: string): Promise<void> {
    const { ShardIterator } = await this.#kinesis.send(
      new GetShardIteratorCommand({
        StreamName: this.#streamName,
        ShardId: shardId,
        ShardIteratorType: 'TRIM_HORIZON',
      }),
    );
    let iterator = ShardIterator;
    while (iterator) {
      const last = this.#stopping.signal.aborted;
      const { Records = [], NextShardIterator } = await this.#kinesis.send(
        new GetRecordsCommand({ ShardIterator: iterator, Limit: 10_000 }),
      );
      for (const record of Records) this.#onRecord(record);
      iterator = NextShardIterator;
      if (Records.length > 0) continue;
      if (last) return;
      await setTimeout(IDLE_MS, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }
}
