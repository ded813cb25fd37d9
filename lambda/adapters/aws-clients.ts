import { KinesisClient } from '@aws-sdk/client-kinesis';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/**
 * Regions, credentials and endpoints (AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_KINESIS, AWS_ENDPOINT_URL_SQS) come from the
 * SDK's standard variables. Both clients make one attempt: what is made again is decided by record and by message.
 */

/**
 * HTTP/1.1, since plain-http endpoints do not speak the HTTP/2 that this client defaults to, and a few calls at once
 * gain nothing from it.
 */
export const createKinesisClient = (): KinesisClient => {
  const client = new KinesisClient({ requestHandler: new NodeHttpHandler(), maxAttempts: 1 });
  // It copies all that is sent and received, to show it to a logger that the client does not have.
  client.middlewareStack.remove('loggerMiddleware');
  return client;
};

/** The host of a queue's URL is no endpoint: emulators put names there that do not resolve. */
export const createSqsClient = (): SQSClient =>
  new SQSClient({ requestHandler: new NodeHttpHandler(), maxAttempts: 1, useQueueUrlAsEndpoint: false });
