import { createRequire } from 'node:module';

/**
 * Preloaded into the Kinesis emulator's process, which keeps all records in memory, 1.1 KB each, for as long as it runs:
 * has it forget the oldest of a shard, as a stream forgets what is older than its retention.
 */

/** Of each shard. */
const RECORDS_KEPT = Number(process.env['RECORDS_KEPT']);
/** Forgotten at once: one by one would cost as much as the puts. */
const RECORDS_TRIMMED = Math.ceil(RECORDS_KEPT / 10);

interface Put {
  readonly StreamName: string;
}
interface Placed {
  readonly ShardId: string;
  readonly SequenceNumber: string;
}
interface Answer extends Placed {
  /** Of PutRecords; of PutRecord, the answer is that of its only record. */
  readonly Records?: readonly Placed[];
}
interface StreamDb {
  batch(operations: readonly { readonly type: 'del'; readonly key: string }[], done: () => void): void;
}
interface Store {
  getStreamDb(name: string): StreamDb;
}
type Action = (store: Store, put: Put, answer: (error: unknown, result?: Answer) => void) => void;

const emulator = createRequire(process.argv[1] ?? '');
const keysOf: { shardIxToHex(index: number): string } = emulator('./db');
/** The keys of what is kept, oldest first, by stream and shard. */
const kept = new Map<string, string[]>();

const trimming =
  (action: Action): Action =>
  (store, put, answer) =>
    action(store, put, (error, result) => {
      for (const { ShardId, SequenceNumber } of result ? (result.Records ?? [result]) : []) {
        const shard = `${put.StreamName}/${ShardId}`;
        const keys = kept.get(shard) ?? [];
        kept.set(shard, keys);
        keys.push(`${keysOf.shardIxToHex(Number(ShardId.slice('shardId-'.length)))}/${SequenceNumber}`);
        if (keys.length < RECORDS_KEPT + RECORDS_TRIMMED) continue;
        const oldest = keys.splice(0, RECORDS_TRIMMED).map((key) => ({ type: 'del' as const, key }));
        store.getStreamDb(put.StreamName).batch(oldest, () => undefined);
      }
      answer(error, result);
    });

for (const name of ['putRecords', 'putRecord']) {
  const file = emulator.resolve(`./actions/${name}`);
  const action: Action = emulator(file);
  const cached = emulator.cache[file];
  if (!cached) throw new Error(`The Kinesis emulator has no ${file}: it is not the version that this was written for.`);
  cached.exports = trimming(action);
}
