import { KinesisClient } from '@aws-sdk/client-kinesis';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { LOCAL_REGION, localCredentials } from '../../local-account';

export interface LocalClients {
  readonly sqs: SQSClient;
  readonly kinesis: KinesisClient;
}

const MOST_SOCKETS = 1_000;

/** Clients of emulated services, which may be one program or two. */
export const createClients = (endpoints: { readonly sqs: string; readonly kinesis: string }): LocalClients => {
  const common = { region: LOCAL_REGION, credentials: localCredentials };
  return {
    sqs: new SQSClient({
      ...common,
      endpoint: endpoints.sqs,
      // The host of a queue's URL is no endpoint: emulators put names there that do not resolve.
      useQueueUrlAsEndpoint: false,
      // A fleet sends at once; the client warns where many calls wait for one of its 50 sockets.
      requestHandler: new NodeHttpHandler({ httpAgent: { maxSockets: MOST_SOCKETS } }),
    }),
    // Plain http knows no HTTP/2, which this client defaults to.
    kinesis: new KinesisClient({ ...common, endpoint: endpoints.kinesis, requestHandler: new NodeHttpHandler() }),
  };
};
