import { hash } from 'node:crypto';

/** Where a record stands in the stream. */
export interface Position {
  readonly ShardId: string;
  readonly SequenceNumber: string;
}

/** Sequence numbers have 56 digits. */
const DIGITS = 56;
const FIRST_DIGITS = '4966';

/**
 * The shards of a stream, which share the space of hash keys evenly. A record is in that which has the MD5 of its
 * partition key, behind the records that are there already.
 * https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html
 */
export class StreamShards {
  readonly #ids: readonly string[];
  /** Records so far, of all shards: numbers rise by shard, and need not follow each other. */
  #records = 0;

  constructor(shards: number) {
    this.#ids = Array.from({ length: shards }, (_, index) => `shardId-${String(index).padStart(12, '0')}`);
  }

  place(partitionKey: string): Position {
    const number = String(++this.#records).padStart(DIGITS - FIRST_DIGITS.length, '0');
    return { ShardId: this.#ids[this.#shardOf(partitionKey)] ?? '', SequenceNumber: FIRST_DIGITS + number };
  }

  #shardOf(partitionKey: string): number {
    if (this.#ids.length === 1) return 0;
    return Math.floor((hash('md5', partitionKey, 'buffer').readUInt32BE(0) / 2 ** 32) * this.#ids.length);
  }
}
