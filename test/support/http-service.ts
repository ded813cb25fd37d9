import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';

/** How the service answers a request; `hang` never does, and `stall` begins an answer that never ends. */
export type ServiceAnswer = { readonly status: number; readonly body: unknown } | 'hang' | 'stall' | 'reset';

export interface HttpService extends AsyncDisposable {
  readonly endpoint: string;
  /** The bodies of the requests so far. */
  readonly requests: readonly unknown[];
}

/** A service on the loopback address that speaks AWS's JSON protocol, as far as a test says. */
export const startHttpService = async (answer: (request: unknown) => ServiceAnswer): Promise<HttpService> => {
  const requests: unknown[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const body = await json(request);
    requests.push(body);
    const answered = answer(body);
    if (answered === 'hang') return;
    if (answered === 'reset') {
      request.socket.destroy();
      return;
    }
    if (answered === 'stall') {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      response.write('{');
      return;
    }
    response.writeHead(answered.status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answered.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
