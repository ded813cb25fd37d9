import type { Usage } from './bill';

export interface StreamTraffic {
  readonly records: number;
  /** The bytes of records that stand for all, each with its partition key. */
  readonly recordBytes: readonly number[];
}

const PAYLOAD_UNIT_BYTES = 25 * 1_024;
const KILOBYTE = 1_024;
const GIGABYTE = 1_024 ** 3;

/** Each record is rounded up to whole units: https://aws.amazon.com/kinesis/data-streams/pricing/ */
export const provisionedPuts = ({ records, recordBytes }: StreamTraffic): readonly Usage[] => [
  {
    item: 'kinesis-put-payload-unit',
    quantity: records * meanOf(recordBytes.map((bytes) => Math.ceil(bytes / PAYLOAD_UNIT_BYTES))),
  },
];

/** @param consumers that read everything, without enhanced fan-out. Same page. */
export const onDemandTraffic = ({ records, recordBytes }: StreamTraffic, consumers: number): readonly Usage[] => [
  {
    item: 'kinesis-on-demand-gb-in',
    quantity: (records * meanOf(recordBytes.map((bytes) => Math.ceil(bytes / KILOBYTE) * KILOBYTE))) / GIGABYTE,
  },
  { item: 'kinesis-on-demand-gb-out', quantity: (consumers * records * meanOf(recordBytes)) / GIGABYTE },
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

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
