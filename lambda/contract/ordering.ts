/** How strictly the stream keeps a submission's events in order. */
export const orderings = ['acknowledged', 'strict'] as const;

/**
 * With either, a record is put only after the one before it was acknowledged. `acknowledged` puts the records of many
 * submissions by one PutRecords call, and trusts that Kinesis places a record behind those that it acknowledged before.
 * `strict` puts each record by a PutRecord call of its own, with `SequenceNumberForOrdering`: only for this does AWS
 * guarantee that sequence numbers increase.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
export type Ordering = (typeof orderings)[number];
