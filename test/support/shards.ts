import { createHash, randomUUID } from 'node:crypto';
import { ListShardsCommand, type Shard, SplitShardCommand, waitUntilStreamExists } from '@aws-sdk/client-kinesis';
import type { EmulatedAws } from '../../local/emulated-aws/emulated-aws';

/** Those that records can be put into. */
export const listOpenShards = async ({ clients, stack }: EmulatedAws): Promise<readonly Shard[]> => {
  const { Shards = [] } = await clients.kinesis.send(new ListShardsCommand({ StreamName: stack.streamName }));
  return Shards.filter(({ SequenceNumberRange }) => !SequenceNumberRange?.EndingSequenceNumber);
};

const hashesOf = ({ HashKeyRange }: Shard) => ({
  first: BigInt(HashKeyRange?.StartingHashKey ?? 0),
  last: BigInt(HashKeyRange?.EndingHashKey ?? 0),
});

/** Splits it in the middle, and waits until the children take records. */
export const splitShard = async ({ clients, stack }: EmulatedAws, shard: Shard): Promise<void> => {
  const { first, last } = hashesOf(shard);
  const StreamName = stack.streamName;
  const NewStartingHashKey = String((first + last) / 2n);
  await clients.kinesis.send(new SplitShardCommand({ StreamName, ShardToSplit: shard.ShardId, NewStartingHashKey }));
  await waitUntilStreamExists({ client: clients.kinesis, maxWaitTime: 30, minDelay: 1 }, { StreamName });
};

/** A record is in a shard by the MD5 of its partition key. */
export const isIn = (shard: Shard, partitionKey: string): boolean => {
  const { first, last } = hashesOf(shard);
  const hash = BigInt(`0x${createHash('md5').update(partitionKey).digest('hex')}`);
  return hash >= first && hash <= last;
};

/** A partition key whose records are in a shard. */
export const aPartitionKeyIn = (shard: Shard): string => {
  let key = randomUUID();
  while (!isIn(shard, key)) key = randomUUID();
  return key;
};
