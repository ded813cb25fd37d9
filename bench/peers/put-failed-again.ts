import { KinesisClient, PutRecordsCommand, type PutRecordsRequestEntry } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { SQSEvent } from 'aws-lambda';
import { toEvents } from './to-events';

/**
 * All events by PutRecords, 500 a call, and those of a call that fail again, until none does: as AWS shows it.
 * https://docs.aws.amazon.com/streams/latest/dev/developing-producers-with-sdk.html
 */
const kinesis = new KinesisClient({ requestHandler: new NodeHttpHandler() });

const put = async (records: PutRecordsRequestEntry[]): Promise<void> => {
  const { Records: results = [] } = await kinesis.send(
    new PutRecordsCommand({ StreamName: process.env['STREAM_NAME'], Records: records }),
  );
  const failed = records.filter((_, index) => results[index]?.ErrorCode !== undefined);
  if (failed.length > 0) await put(failed);
};

export const handler = async ({ Records }: SQSEvent): Promise<void> => {
  const records = Records.flatMap(({ body }) => toEvents(body)).map((event) => ({
    PartitionKey: event.submission_id,
    Data: Buffer.from(JSON.stringify(event)),
  }));
  for (let first = 0; first < records.length; first += 500) await put(records.slice(first, first + 500));
};
