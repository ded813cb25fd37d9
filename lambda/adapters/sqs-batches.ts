/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const ENTRIES_PER_BATCH = 10;
const BYTES_PER_BATCH = 1_048_576;
/** To one queue at once: as many as keep the round trips short without crowding out the puts. */
export const SQS_CALLS_IN_FLIGHT = 8;

/**
 * Splits entries, in their order, into batches that one call to SQS takes.
 *
 * @param sizeOf what an entry counts against the call's limit, in bytes; only messages count
 */
export const splitIntoBatches = <T>(entries: readonly T[], sizeOf: (entry: T) => number = () => 0): readonly T[][] => {
  const batches: T[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = sizeOf(entry);
    const batch = batches.at(-1);
    if (batch && batch.length < ENTRIES_PER_BATCH && bytes + size <= BYTES_PER_BATCH) {
      batch.push(entry);
      bytes += size;
    } else {
      batches.push([entry]);
      bytes = size;
    }
  }
  return batches;
};
