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
  readonly #finishing = new AbortController();

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
    this.#finishing.abort();
  }

  async #follow(shardId: string, abortSignal: AbortSignal): Promise<void> {
    const { ShardIterator } = await this.#kinesis.send(
      new GetShardIteratorCommand({
        StreamName: this.#streamName,
        ShardId: shardId,
        ShardIteratorType: 'TRIM_HORIZON',
      }),
      { abortSignal },
    );
    const wake = AbortSignal.any([this.#finishing.signal, abortSignal]);
    let iterator = ShardIterator;
    while (iterator) {
      const last = this.#finishing.signal.aborted;
      const { Records = [], NextShardIterator } = await this.#kinesis.send(
        new GetRecordsCommand({ ShardIterator: iterator, Limit: 10_000 }),
        { abortSignal },
      );
      for (const record of Records) this.#onRecord(record);
      iterator = NextShardIterator;
      if (Records.length > 0) continue;
      if (last) return;
      await setTimeout(IDLE_MS, undefined, { signal: wake }).catch(() => undefined);
    }
  }
}
