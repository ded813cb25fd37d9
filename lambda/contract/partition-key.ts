/** The fields of an event that can be the partition key of its record. */
export const partitionKeys = ['submission_id', 'device_id'] as const;

/**
 * Which events share a shard: those of a submission, or those of a device. Either keeps a submission in one shard,
 * which its order depends on.
 */
export type PartitionKey = (typeof partitionKeys)[number];
