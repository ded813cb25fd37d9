import { createServer, type ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { buffer } from 'node:stream/consumers';
import { type LoopbackServer, listenOnLoopback } from '../../local/emulated-aws/loopback-server';
import { answerAt } from './answer-at';
import { AwsStub, type StubAnswer } from './aws-stub';
import { CallsInHand } from './calls-in-hand';
import { healthy, StubConditions } from './stub-conditions';

/**
 * Serves a stub of Kinesis and SQS, and what `StubControl` asks it besides, by the same protocol. New conditions begin
 * everything anew.
 */
export const startStubServer = async (): Promise<LoopbackServer> => {
  let conditions = healthy;
  let stub = new AwsStub(conditions);
  let inHand = new CallsInHand();

  const control = (request: string, body: string): StubAnswer => {
    if (request === 'Arrived') return { status: 200, body: JSON.stringify(stub.arrived) };
    if (request === 'Begin') {
      conditions = StubConditions.parse(JSON.parse(body));
      stub = new AwsStub(conditions);
      inHand = new CallsInHand();
    }
    const { records, failedRecords } = stub;
    return { status: 200, body: JSON.stringify({ records, failedRecords, ...inHand.counts }) };
  };

  const server = createServer(async (request, response) => {
    const [service, operation = ''] = String(request.headers['x-amz-target']).split('.');
    const body = (await buffer(request)).toString();
    if (service === 'Stub') return send(response, control(operation, body));

    const arrivedAt = performance.now();
    const calls = inHand;
    calls.begin(operation, body.length, arrivedAt);
    const answer = stub.answer(operation, body);
    answerAt(arrivedAt + conditions.delayMs, () => {
      calls.end(performance.now());
      send(response, answer);
    });
  });
  // A connection must not be closed when the function is about to use it.
  server.keepAliveTimeout = 0;
  return listenOnLoopback(server);
};

const send = (response: ServerResponse, { status, body }: StubAnswer): void => {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
};
