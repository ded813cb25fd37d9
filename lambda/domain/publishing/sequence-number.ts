/**
 * Whether a record stands behind another one of its shard. Sequence numbers are decimal, of up to 129 digits, without
 * leading zeros, so a longer one is higher.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsResultEntry.html
 */
export const standsBehind = (sequenceNumber: string, other: string): boolean =>
  // Stryker disable next-line EqualityOperator: of the same length they are compared before
  sequenceNumber.length === other.length ? sequenceNumber > other : sequenceNumber.length > other.length;
