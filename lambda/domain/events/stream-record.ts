import type { PartitionKey } from '../../contract/partition-key';
import type { EventType } from '../../event-types/event-types';
import type { EventSequence } from './event-sequence';
import { EventWriter } from './event-writer';
import type { EventFormat } from './formats/event-format';

/** A record of the stream. */
export interface StreamRecord {
  readonly partitionKey: string;
  /** JSON of one event: it goes into the stream in UTF-8. */
  readonly data: string;
  /** What it counts against the stream's limits, in bytes: its data and its partition key. */
  readonly size: number;
}

/** The record of the event at a sequence. */
export type RecordAt = (sequence: number) => StreamRecord;

/** How a submission's events become records. Each is made when it is asked for: a full batch has hundreds of thousands. */
export type RecordEncoder = (events: EventSequence) => RecordAt;

/**
 * Made once, for all batches.
 *
 * @returns the encoder of a batch that is mapped at a time, in epoch milliseconds
 */
export const createRecordEncoder = (
  format: EventFormat,
  partitionKey: PartitionKey,
): ((processedAt: number) => RecordEncoder) => {
  const writers = new Map<EventType, EventWriter>();
  const writerOf = (type: EventType): EventWriter => {
    const writer = writers.get(type) ?? new EventWriter(format(type));
    writers.set(type, writer);
    return writer;
  };
  return (processedAt) => {
    const timeProcessed = { epochMs: processedAt, iso8601: new Date(processedAt).toISOString() };
    return (events) => {
      const { submissionId, deviceId, timeCreated, eventIdPrefix, isPlain } = events;
      const submission = { submissionId, deviceId, timeCreated, timeProcessed, eventIdPrefix, isPlain };
      const key = partitionKey === 'device_id' ? deviceId : submissionId;
      const runs = events.runs.map(({ type, details }) => ({
        details,
        write: writerOf(type).forSubmission(submission, details.length),
      }));
      return (sequence) => {
        let position = sequence;
        for (const { details, write } of runs) {
          const event = details[position];
          if (event) {
            const data = write(sequence, event);
            // The key is an id, so of ASCII.
            return { partitionKey: key, data, size: key.length + (isPlain ? data.length : Buffer.byteLength(data)) };
          }
          position -= details.length;
        }
        throw new RangeError(`The submission has ${events.length} events, so none at sequence ${sequence}.`);
      };
    };
  };
};

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
  recordAt: RecordAt,
  jsonBytes: number,
): { readonly sequence: number; readonly size: number } | undefined => {
  // Stryker disable next-line ConditionalExpression: it only spares most submissions the search
  if (!mayBeOversized(jsonBytes)) return undefined;
  let sequence = 0;
  for (const { details } of events.runs) {
    for (const event of details) {
      if (mayBeOversized(mostBytes(event))) {
        const { size } = recordAt(sequence);
        if (size > RECORD_SIZE_LIMIT) return { sequence, size };
      }
      sequence++;
    }
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
