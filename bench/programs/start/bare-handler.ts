import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** The least that a function with these two clients loads: it puts a record of its own, whatever it is given. */
const kinesis = new KinesisClient({ requestHandler: new NodeHttpHandler(), maxAttempts: 1 });
const sqs = new SQSClient({ requestHandler: new NodeHttpHandler(), maxAttempts: 1, useQueueUrlAsEndpoint: false });

export const handler = async (): Promise<{ batchItemFailures: [] }> => {
  const Records = [{ PartitionKey: await sqs.config.region(), Data: Buffer.from('{}') }];
  await kinesis.send(new PutRecordsCommand({ StreamName: process.env['STREAM_NAME'], Records }));
  return { batchItemFailures: [] };
};
