import { hash } from 'node:crypto';
import { z } from 'zod';
import { seededRandom } from '../../local/seeded-random';
import { type Position, StreamShards } from './stream-shards';
import type { StubConditions } from './stub-conditions';

/** A record that was put and accepted. */
export const ArrivedRecord = z.strictObject({
  partitionKey: z.string(),
  /** Base64. */
  data: z.string(),
  shardId: z.string(),
});
export type ArrivedRecord = Readonly<z.infer<typeof ArrivedRecord>>;

export interface StubAnswer {
  readonly status: number;
  readonly body: string;
}

interface Put {
  readonly PartitionKey: string;
  readonly Data: string;
}

interface QueueBatch {
  readonly Entries: readonly { readonly Id: string; readonly MessageBody?: string }[];
}

const FAILURE = 'ProvisionedThroughputExceededException';

/**
 * As much of Kinesis and SQS as the function calls, in far less time than the function takes: what is measured beside it
 * should be the function. So requests are believed, and data is not decoded.
 */
export class AwsStub {
  readonly #conditions: StubConditions;
  readonly #shards: StreamShards;
  readonly #random: () => number;
  /** In the order in which they stand in their shards. */
  readonly arrived: ArrivedRecord[] = [];
  records = 0;
  failedRecords = 0;

  constructor(conditions: StubConditions) {
    this.#conditions = conditions;
    this.#shards = new StreamShards(conditions.shards);
    this.#random = seededRandom(conditions.seed);
  }

  /**
   * @param operation such as `PutRecords`
   * @param body JSON, as that operation takes it
   */
  answer(operation: string, body: string): StubAnswer {
    const request = JSON.parse(body);
    switch (operation) {
      case 'PutRecords':
        return this.#putRecords(request.Records);
      case 'PutRecord':
        return this.#putRecord(request);
      case 'SendMessageBatch':
      case 'ChangeMessageVisibilityBatch':
      case 'DeleteMessageBatch':
        return confirm(request);
      default:
        return { status: 400, body: JSON.stringify({ __type: 'UnknownOperationException' }) };
    }
  }

  #putRecords(puts: readonly Put[]): StubAnswer {
    let failed = 0;
    const results = puts.map((put) => {
      const position = this.#put(put);
      if (position) return `{"SequenceNumber":"${position.SequenceNumber}","ShardId":"${position.ShardId}"}`;
      failed++;
      return `{"ErrorCode":"${FAILURE}","ErrorMessage":"Rate exceeded"}`;
    });
    return { status: 200, body: `{"FailedRecordCount":${failed},"Records":[${results.join(',')}]}` };
  }

  #putRecord(put: Put): StubAnswer {
    const position = this.#put(put);
    return position
      ? { status: 200, body: JSON.stringify(position) }
      : { status: 400, body: JSON.stringify({ __type: FAILURE, message: 'Rate exceeded' }) };
  }

  /** @returns undefined where the record fails */
  #put({ PartitionKey: partitionKey, Data: data }: Put): Position | undefined {
    const { failingShare, recording } = this.#conditions;
    this.records++;
    if (failingShare > 0 && this.#random() < failingShare) {
      this.failedRecords++;
      return undefined;
    }
    const position = this.#shards.place(partitionKey);
    if (recording) this.arrived.push({ partitionKey, data, shardId: position.ShardId });
    return position;
  }
}

/** The client checks the digest of what it sent. */
const confirm = ({ Entries }: QueueBatch): StubAnswer => {
  const Successful = Entries.map(({ Id, MessageBody }, index) => ({
    Id,
    ...(MessageBody !== undefined && { MessageId: `message-${index}`, MD5OfMessageBody: hash('md5', MessageBody) }),
  }));
  return { status: 200, body: JSON.stringify({ Successful, Failed: [] }) };
};
