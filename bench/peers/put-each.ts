import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { SQSEvent } from 'aws-lambda';
import { toEvents } from './to-events';

/**
 * One event after the other, each by a call that the client makes up to three times. What still fails ends the invocation,
 * and SQS delivers all of its messages again.
 */
const kinesis = new KinesisClient({ requestHandler: new NodeHttpHandler() });

export const handler = async ({ Records }: SQSEvent): Promise<void> => {
  for (const { body } of Records) {
    for (const event of toEvents(body)) {
      await kinesis.send(
        new PutRecordCommand({
          StreamName: process.env['STREAM_NAME'],
          PartitionKey: event.submission_id,
          Data: Buffer.from(JSON.stringify(event)),
        }),
      );
    }
  }
};
