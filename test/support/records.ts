import type { EventFormatName } from '../../lambda/contract/event-format';
import type { PartitionKey } from '../../lambda/contract/partition-key';
import { submissionToEvents } from '../../lambda/domain/events/event-sequence';
import { eventFormats } from '../../lambda/domain/events/formats/event-formats';
import { createRecordEncoder, type RecordEncoder, type StreamRecord } from '../../lambda/domain/events/stream-record';
import { decodeSubmission, type ValidSubmission } from '../../lambda/domain/intake/decode-submission';

export const aRecord = (partitionKey: string, data: string): StreamRecord => ({
  partitionKey,
  data,
  size: Buffer.byteLength(partitionKey) + Buffer.byteLength(data),
});

/** When the records of tests are made, in epoch milliseconds. */
export const PROCESSED_AT = Date.parse('2026-11-23T08:00:00.000Z');

export const anEncoder = (format: EventFormatName, partitionKey: PartitionKey = 'submission_id'): RecordEncoder =>
  createRecordEncoder(eventFormats[format], partitionKey)(PROCESSED_AT);

/** @throws where the body is invalid */
export const decodeValid = (body: string): ValidSubmission => {
  const decoded = decodeSubmission(body);
  if (!decoded.valid) throw new Error(JSON.stringify(decoded.rejection));
  return decoded.decoded;
};

/** What the function makes of a valid submission. */
export const recordsOf = (
  valid: ValidSubmission,
  format: EventFormatName,
  partitionKey?: PartitionKey,
): readonly StreamRecord[] => {
  const events = submissionToEvents(valid);
  const recordAt = anEncoder(format, partitionKey)(events);
  return Array.from({ length: events.length }, (_, sequence) => recordAt(sequence));
};

/** Its events, as consumers read them. */
export const publishedOf = (submission: unknown, format: EventFormatName) =>
  recordsOf(decodeValid(JSON.stringify(submission)), format).map(({ data }) => JSON.parse(data));
