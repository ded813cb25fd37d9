import { KinesisClient } from '@aws-sdk/client-kinesis';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/**
 * Regions, credentials and endpoints (AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_KINESIS, AWS_ENDPOINT_URL_SQS) come from the
 * SDK's standard variables.
 */

/**
 * HTTP/1.1, since plain-http endpoints do not speak the HTTP/2 that this client defaults to, and a few calls at once
 * gain nothing from it. One attempt, since the publisher retries by record.
 */
export const createKinesisClient = (): KinesisClient =>
  new KinesisClient({ requestHandler: new NodeHttpHandler(), maxAttempts: 1 });

/** Longer than a healthy call takes. */
const SQS_ATTEMPT_TIMEOUT_MS = 3_000;

/** The host of a queue's URL is no endpoint: emulators put names there that do not resolve. */
export const createSqsClient = (): SQSClient =>
  new SQSClient({
    // The SDK's own retries are for calls that break or stall; a batch entry that fails is its message's failure.
    requestHandler: new NodeHttpHandler({ requestTimeout: SQS_ATTEMPT_TIMEOUT_MS, throwOnRequestTimeout: true }),
    useQueueUrlAsEndpoint: false,
  });
