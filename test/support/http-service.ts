import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { type LoopbackServer, listenOnLoopback } from '../../local/emulated-aws/loopback-server';

/** How the service answers a request; `hang` never does, and `stall` begins an answer that never ends. */
export type ServiceAnswer = { readonly status: number; readonly body: unknown } | 'hang' | 'stall' | 'reset';

export interface HttpService extends LoopbackServer {
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
  return { ...(await listenOnLoopback(server)), requests };
};
