import type { Usage } from './bill';
import { GIGABYTE } from './gigabyte';

/** Records as Kinesis bills them: each is rounded up to whole units. https://aws.amazon.com/kinesis/data-streams/pricing/ */
export interface BilledRecords {
  /** With partition keys, as they are. */
  readonly bytes: number;
  /** Of 1,024 bytes. */
  readonly kilobytes: number;
  /** Of 25 KB. */
  readonly payloadUnits: number;
}

const KILOBYTE = 1_024;

/** @param recordBytes of each record with its partition key */
export const billRecords = (recordBytes: readonly number[]): BilledRecords => ({
  bytes: sumOf(recordBytes),
  kilobytes: sumOf(recordBytes.map((bytes) => Math.ceil(bytes / KILOBYTE))),
  payloadUnits: sumOf(recordBytes.map((bytes) => Math.ceil(bytes / (25 * KILOBYTE)))),
});

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

export const provisionedPuts = ({ payloadUnits }: BilledRecords): readonly Usage[] => [
  { item: 'kinesis-put-payload-unit', quantity: payloadUnits },
];

/** @param consumers that read everything, without enhanced fan-out */
export const onDemandTraffic = ({ kilobytes, bytes }: BilledRecords, consumers: number): readonly Usage[] => [
  { item: 'kinesis-on-demand-gb-in', quantity: (kilobytes * KILOBYTE) / GIGABYTE },
  { item: 'kinesis-on-demand-gb-out', quantity: (consumers * bytes) / GIGABYTE },
];

/** What a shard takes in a second: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const SHARD_RECORDS = 1_000;
const SHARD_BYTES = 1_024 ** 2;

/** @param use of what a shard takes, as a share: the rest is for peaks and for keys that fall together */
export const shardsFor = (recordsPerSecond: number, meanRecordBytes: number, use: number): number =>
  Math.max(
    1,
    Math.ceil(Math.max(recordsPerSecond / SHARD_RECORDS, (recordsPerSecond * meanRecordBytes) / SHARD_BYTES) / use),
  );
