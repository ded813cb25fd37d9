import { KinesisClient } from '@aws-sdk/client-kinesis';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { LOCAL_REGION, localCredentials } from '../../local-account';

export interface LocalClients {
  readonly sqs: SQSClient;
  readonly kinesis: KinesisClient;
}

/** Clients of emulated services, which may be one program or two. */
export const createClients = (endpoints: { readonly sqs: string; readonly kinesis: string }): LocalClients => {
  const common = { region: LOCAL_REGION, credentials: localCredentials };
  return {
    // The host of a queue's URL is no endpoint: emulators put names there that do not resolve.
    sqs: new SQSClient({ ...common, endpoint: endpoints.sqs, useQueueUrlAsEndpoint: false }),
    // Plain http knows no HTTP/2, which this client defaults to.
    kinesis: new KinesisClient({ ...common, endpoint: endpoints.kinesis, requestHandler: new NodeHttpHandler() }),
  };
};
