import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { ArrivedRecord } from '../../loopback/aws-stub';

/**
 * The floor of what sending costs: records that are there already, in full calls, in whatever order. The client is as the
 * SDK makes it, but for HTTP/1.1 and a single attempt, as the function's.
 */
const kinesis = new KinesisClient({ requestHandler: new NodeHttpHandler(), maxAttempts: 1 });

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html */
const RECORDS_PER_CALL = 500;

interface RecordToPut {
  readonly PartitionKey: string;
  readonly Data: Uint8Array;
}

export const prepare = (records: readonly ArrivedRecord[]): readonly RecordToPut[] =>
  records.map(({ partitionKey, data }) => ({ PartitionKey: partitionKey, Data: Buffer.from(data, 'base64') }));

export const handler = async (records: readonly RecordToPut[]): Promise<void> => {
  const StreamName = process.env['STREAM_NAME'];
  for (let first = 0; first < records.length; first += RECORDS_PER_CALL) {
    const Records = records.slice(first, first + RECORDS_PER_CALL);
    await kinesis.send(new PutRecordsCommand({ StreamName, Records }));
  }
};
