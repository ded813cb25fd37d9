import type { PartitionKey } from '../../contract/partition-key';
import type { EventFormat } from './event-format';
import type { EventSequence, TelemetryEvent } from './telemetry-event';

/** A record as the stream takes it. */
export interface StreamRecord {
  readonly partitionKey: string;
  /** UTF-8 JSON of one event. */
  readonly data: Uint8Array;
}

/** What a record counts against the stream's limits, in bytes: its data and its partition key. */
export const recordSize = (record: StreamRecord): number =>
  record.data.byteLength + Buffer.byteLength(record.partitionKey);

/** How events become records. */
export type RecordEncoder = (event: TelemetryEvent) => StreamRecord;

export const createRecordEncoder =
  (format: EventFormat, partitionKey: PartitionKey, timeProcessed: Date): RecordEncoder =>
  (event) => ({
    partitionKey: partitionKey === 'device_id' ? event.deviceId : event.submissionId,
    data: Buffer.from(JSON.stringify(format(event, timeProcessed))),
  });

/**
 * The largest record a stream takes by default, in bytes, data and partition key together.
 * https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
 */
export const RECORD_SIZE_LIMIT = 1_048_576;

/** More than what a format adds to an event's own fields. */
const FORMAT_OVERHEAD = 8_192;
/** How often a format may repeat an event's field. */
const FORMAT_REPEATS = 2;

const mayBeOversized = (fieldBytes: number): boolean =>
  // Stryker disable next-line EqualityOperator,ArithmeticOperator: more than enough either way, for every format that there is
  fieldBytes * FORMAT_REPEATS + FORMAT_OVERHEAD > RECORD_SIZE_LIMIT;

/**
 * The first event whose record is larger than the stream takes, with the record's size. Such an event could never be
 * published, so it has to be found before any event of its submission is.
 *
 * Only an event with 86 kB of text or more is encoded to be measured, so at most 12 of a message of 1 MiB are, however
 * many it has.
 *
 * @param jsonBytes size of the submission's JSON text: no event's fields take more, since JSON.stringify escapes no
 *   character that stood unescaped in the text, so a small submission need not be measured
 */
export const findOversizedEvent = (
  events: EventSequence,
  encode: RecordEncoder,
  jsonBytes: number,
): { readonly sequence: number; readonly size: number } | undefined => {
  // Stryker disable next-line ConditionalExpression: it only spares most submissions the search
  if (!mayBeOversized(jsonBytes)) return undefined;
  for (let sequence = 0; sequence < events.length; sequence++) {
    const event = events.at(sequence);
    if (!mayBeOversized(mostBytes(event.body.details))) continue;
    const size = recordSize(encode(event));
    if (size > RECORD_SIZE_LIMIT) return { sequence, size };
  }
  return undefined;
};

/** What JSON needs most for a UTF-16 code unit: an escape such as `\u0000`. */
const BYTES_A_UNIT = 6;
/** More than JSON needs for a number, a boolean or null, or for what stands around a value. */
const BYTES_A_VALUE = 32;

/** More than a value takes as JSON in UTF-8: reckoned, not encoded. */
const mostBytes = (value: unknown): number => {
  // Stryker disable next-line ArithmeticOperator: more than enough either way, at six times the length
  if (typeof value === 'string') return value.length * BYTES_A_UNIT + BYTES_A_VALUE;
  let bytes = BYTES_A_VALUE;
  // Stryker disable next-line ConditionalExpression,LogicalOperator: a number has no entries, and no field is null
  if (typeof value === 'object' && value !== null) {
    // Stryker disable next-line ArithmeticOperator: the names of fields are few and short
    for (const [name, inner] of Object.entries(value)) bytes += name.length * BYTES_A_UNIT + mostBytes(inner);
  }
  return bytes;
};
