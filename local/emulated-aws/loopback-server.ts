import { once } from 'node:events';
import type { Server } from 'node:http';

/** A server on any free port of the loopback address, until it is disposed of. */
export interface LoopbackServer extends AsyncDisposable {
  /** Such as `http://127.0.0.1:49152`. */
  readonly endpoint: string;
}

export const listenOnLoopback = async (server: Server): Promise<LoopbackServer> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
