import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { SQSEvent } from 'aws-lambda';
import { toEvents } from './to-events';

/**
 * A plain loop, as it is often written: all events by PutRecords, 500 a call, and no look at what became of each. The
 * client retries whole calls only, so a record that fails within one is gone.
 */
const kinesis = new KinesisClient({ requestHandler: new NodeHttpHandler() });

export const handler = async ({ Records }: SQSEvent): Promise<void> => {
  const records = Records.flatMap(({ body }) => toEvents(body)).map((event) => ({
    PartitionKey: event.submission_id,
    Data: Buffer.from(JSON.stringify(event)),
  }));
  for (let first = 0; first < records.length; first += 500) {
    await kinesis.send(
      new PutRecordsCommand({ StreamName: process.env['STREAM_NAME'], Records: records.slice(first, first + 500) }),
    );
  }
};
