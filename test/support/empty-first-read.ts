import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { type LoopbackServer, listenOnLoopback } from '../../local/emulated-aws/loopback-server';

const Call = z.object({ ShardId: z.string().optional(), ShardIterator: z.string().optional() });

/**
 * Stands in front of Kinesis, and answers the first read of a shard with no records, as Kinesis may do wherever a reader
 * is (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html).
 */
export const startEmptyFirstRead = async (
  kinesisEndpoint: string,
  shardId: string | undefined,
): Promise<LoopbackServer> => {
  let held: string | undefined;
  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString();
    const call = Call.parse(JSON.parse(body));
    if (held !== undefined && call.ShardIterator === held) {
      held = undefined;
      response.end(JSON.stringify({ Records: [], NextShardIterator: call.ShardIterator, MillisBehindLatest: 1 }));
      return;
    }
    const answer = await fetch(kinesisEndpoint, {
      method: 'POST',
      headers: Object.fromEntries(
        ['content-type', 'x-amz-target', 'x-amz-date', 'authorization'].map((name) => [
          name,
          String(request.headers[name]),
        ]),
      ),
      body,
    });
    const text = await answer.text();
    if (call.ShardId !== undefined && call.ShardId === shardId) held = Call.parse(JSON.parse(text)).ShardIterator;
    response.writeHead(answer.status, { 'content-type': String(answer.headers.get('content-type')) }).end(text);
  });
  return listenOnLoopback(server);
};
