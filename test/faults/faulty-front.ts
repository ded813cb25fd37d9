import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { type LoopbackServer, listenOnLoopback } from '../../local/emulated-aws/loopback-server';
import type { FaultPlan, FaultyRecord } from './fault-plan';

const STALL_MS = 30_000;

/**
 * Tests have little time, so failed deliveries come back sooner than the function asks for; but not at once: the
 * emulator forgets a receipt handle with the visibility of its message, where SQS would still delete by it. So it would
 * keep what the function wrongly acknowledges, and nobody would see that it is lost.
 */
const shortened = (visibilityTimeout: number): number => Math.min(8, Math.ceil(visibilityTimeout / 100));

const Put = z.looseObject({ PartitionKey: z.string(), Data: z.string() });
const PutRecords = z.looseObject({ Records: z.array(Put) });
const PutRecordsResult = z.looseObject({ Records: z.array(z.unknown()) });
const SendMessageBatch = z.looseObject({
  Entries: z.array(z.looseObject({ Id: z.string(), MessageBody: z.string() })),
});
const SendMessageBatchResult = z.looseObject({ Successful: z.array(z.unknown()).optional() });
const ChangeVisibilityBatch = z.looseObject({ Entries: z.array(z.looseObject({ VisibilityTimeout: z.int() })) });
const EventSequence = z.object({ sequence: z.int() });

export interface FrontConfiguration {
  readonly upstream: { readonly sqs: string; readonly kinesis: string };
  readonly plan: FaultPlan;
  /** Counts what it sees. */
  readonly counts: FrontCounts;
  /** Ends the function's processes. */
  readonly kill: () => void;
}

/** What the front saw. */
export interface FrontCounts {
  /** Calls that put records, by operation. */
  readonly puts: { PutRecords: number; PutRecord: number };
  /** How often it broke something. */
  injected: number;
}

export const nothingSeen = (): FrontCounts => ({ puts: { PutRecords: 0, PutRecord: 0 }, injected: 0 });

const isPut = (operation: string): operation is keyof FrontCounts['puts'] =>
  operation === 'PutRecords' || operation === 'PutRecord';

interface Call {
  readonly operation: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * Stands in front of SQS and Kinesis, for the function only, and breaks calls as a plan says. What is not broken goes
 * to the services behind it.
 */
export class FaultyFront implements AsyncDisposable {
  readonly #configuration: FrontConfiguration;
  readonly #server: LoopbackServer;

  private constructor(configuration: FrontConfiguration, server: LoopbackServer) {
    this.#configuration = configuration;
    this.#server = server;
  }

  static async start(configuration: FrontConfiguration): Promise<FaultyFront> {
    const server = createServer();
    const front = new FaultyFront(configuration, await listenOnLoopback(server));
    server.on('request', async (request, response) => {
      const call: Call = {
        operation: String(request.headers['x-amz-target']).split('.').at(-1) ?? '',
        url: request.url ?? '/',
        headers: request.headers,
        body: (await buffer(request)).toString(),
      };
      await front.#handle(call, response);
    });
    return front;
  }

  /** As variables of the function's environment. */
  get endpoints() {
    const { endpoint } = this.#server;
    return { AWS_ENDPOINT_URL_SQS: endpoint, AWS_ENDPOINT_URL_KINESIS: endpoint };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }

  async #handle(call: Call, response: ServerResponse): Promise<void> {
    const { plan, kill, counts } = this.#configuration;
    const put = isPut(call.operation) ? call.operation : undefined;
    if (put) counts.puts[put]++;
    const fault = put ? plan.put?.() : plan.sqs?.();
    if (fault) counts.injected++;

    if (put && plan.latencyMs) await setTimeout(plan.latencyMs());
    if (put && plan.hold) {
      const givenUp = new AbortController();
      response.once('close', () => givenUp.abort());
      await plan.hold(partitionKeysOf(call), givenUp.signal);
      if (givenUp.signal.aborted) return;
    }
    if (fault?.kind === 'refuse') return send(response, toRefusal(fault));
    if (fault?.kind === 'reset-before') return reset(response);
    if (fault?.kind === 'stall') {
      await setTimeout(STALL_MS, undefined, { ref: false });
      return reset(response);
    }
    const answer = await this.#pass(call);
    if (fault?.kind === 'kill') kill();
    if (fault?.kind === 'fail-after') return send(response, toRefusal(fault));
    if (fault) return reset(response);
    send(response, answer);
  }

  #pass(call: Call): Promise<Answer> {
    const body: unknown = JSON.parse(call.body);
    if (call.operation === 'PutRecords') return this.#putRecords(call, PutRecords.parse(body));
    if (call.operation === 'PutRecord') return this.#putRecord(call, Put.parse(body));
    if (call.operation === 'SendMessageBatch') return this.#sendMessages(call, SendMessageBatch.parse(body));
    if (call.operation === 'ChangeMessageVisibilityBatch') {
      const batch = ChangeVisibilityBatch.parse(body);
      return this.#forward(call, {
        ...batch,
        Entries: batch.Entries.map((entry) => ({ ...entry, VisibilityTimeout: shortened(entry.VisibilityTimeout) })),
      });
    }
    return this.#forward(call, body);
  }

  async #putRecords(call: Call, request: z.infer<typeof PutRecords>): Promise<Answer> {
    const { record: faultOf, failedRecordCountLies = false } = this.#configuration.plan;
    const codes = request.Records.map((record) => faultOf?.(describe(record)));
    const good = request.Records.filter((_, index) => codes[index] === undefined);
    this.#configuration.counts.injected += request.Records.length - good.length;

    let accepted: unknown[] = [];
    if (good.length > 0) {
      const answer = await this.#forward(call, { ...request, Records: good });
      if (answer.status !== 200) return answer;
      accepted = PutRecordsResult.parse(JSON.parse(answer.body)).Records;
    }
    const Records = codes.map((code) =>
      code === undefined ? accepted.shift() : { ErrorCode: code, ErrorMessage: 'injected' },
    );
    const FailedRecordCount = failedRecordCountLies ? 0 : request.Records.length - good.length;
    return { status: 200, body: JSON.stringify({ FailedRecordCount, Records }) };
  }

  async #putRecord(call: Call, request: z.infer<typeof Put>): Promise<Answer> {
    const code = this.#configuration.plan.record?.(describe(request));
    if (code === undefined) return this.#forward(call, request);
    this.#configuration.counts.injected++;
    return toRefusal({ status: code === 'InternalFailure' ? 500 : 400, code });
  }

  async #sendMessages(call: Call, request: z.infer<typeof SendMessageBatch>): Promise<Answer> {
    const codes = new Map(
      request.Entries.map(({ Id, MessageBody }) => [Id, this.#configuration.plan.entry?.(MessageBody)]),
    );
    const good = request.Entries.filter(({ Id }) => codes.get(Id) === undefined);
    this.#configuration.counts.injected += request.Entries.length - good.length;

    let successful: unknown[] = [];
    if (good.length > 0) {
      const answer = await this.#forward(call, { ...request, Entries: good });
      if (answer.status !== 200) return answer;
      successful = SendMessageBatchResult.parse(JSON.parse(answer.body)).Successful ?? [];
    }
    const Failed = [...codes]
      .filter(([, code]) => code !== undefined)
      .map(([Id, Code]) => ({ Id, Code, SenderFault: false }));
    return { status: 200, body: JSON.stringify({ Successful: successful, Failed }) };
  }

  async #forward({ operation, url, headers }: Call, body: unknown): Promise<Answer> {
    const { upstream } = this.#configuration;
    const endpoint = isPut(operation) ? upstream.kinesis : upstream.sqs;
    const response = await fetch(new URL(url, endpoint), {
      method: 'POST',
      headers: {
        'content-type': String(headers['content-type']),
        'x-amz-target': String(headers['x-amz-target']),
        'x-amz-date': String(headers['x-amz-date']),
        authorization: String(headers.authorization),
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.text() };
  }
}

const partitionKeysOf = ({ operation, body }: Call): readonly string[] => {
  const request: unknown = JSON.parse(body);
  const records = operation === 'PutRecords' ? PutRecords.parse(request).Records : [Put.parse(request)];
  return records.map(({ PartitionKey }) => PartitionKey);
};

const describe = ({ PartitionKey, Data }: z.infer<typeof Put>): FaultyRecord => ({
  partitionKey: PartitionKey,
  // Kinesis places a record by the MD5 of its partition key.
  shard: createHash('md5').update(PartitionKey).digest().readUInt8(0) >> 6,
  sequence: EventSequence.parse(JSON.parse(Buffer.from(Data, 'base64').toString())).sequence,
});

const toRefusal = ({ status, code }: { readonly status: number; readonly code: string }): Answer => ({
  status,
  body: JSON.stringify({ __type: code, message: 'injected' }),
});

const send = (response: ServerResponse, { status, body }: Answer): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(body);
};

const reset = (response: ServerResponse): void => {
  response.socket?.destroy();
};
