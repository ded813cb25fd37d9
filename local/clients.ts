import { KinesisClient } from '@aws-sdk/client-kinesis';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type Emulators, LOCAL_REGION } from './emulators/emulators';

/** The emulators take any. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };

export interface LocalClients {
  readonly sqs: SQSClient;
  readonly kinesis: KinesisClient;
}

export const createClients = (emulators: Emulators): LocalClients => {
  const common = { region: LOCAL_REGION, credentials: localCredentials };
  return {
    sqs: new SQSClient({ ...common, endpoint: emulators.sqs.endpoint }),
    // Plain http knows no HTTP/2, which this client defaults to.
    kinesis: new KinesisClient({
      ...common,
      endpoint: emulators.kinesis.endpoint,
      requestHandler: new NodeHttpHandler(),
    }),
  };
};
