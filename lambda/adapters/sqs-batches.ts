/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const ENTRIES_PER_BATCH = 10;
const BYTES_PER_BATCH = 1_048_576;

/**
 * Splits messages, in their order, into batches that one SendMessageBatch call takes.
 *
 * @param sizeOf what a message counts against the call's limit, in bytes
 */
export const splitIntoBatches = <T>(messages: readonly T[], sizeOf: (message: T) => number): readonly T[][] => {
  const batches: T[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = sizeOf(message);
    const batch = batches.at(-1);
    if (batch && batch.length < ENTRIES_PER_BATCH && bytes + size <= BYTES_PER_BATCH) {
      batch.push(message);
      bytes += size;
    } else {
      batches.push([message]);
      bytes = size;
    }
  }
  return batches;
};
