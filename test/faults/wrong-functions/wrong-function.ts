import { KinesisClient, PutRecordsCommand, type PutRecordsRequestEntry } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { submissionToEvents } from '../../../lambda/domain/events/event-sequence';
import { formatNested } from '../../../lambda/domain/events/formats/nested';
import { createRecordEncoder } from '../../../lambda/domain/events/stream-record';
import { decodeSubmission } from '../../../lambda/domain/intake/decode-submission';

/** Puts a submission's records; `put` says of each whether it was accepted. */
export type PutIntoStream = (
  put: (records: readonly PutRecordsRequestEntry[]) => Promise<readonly boolean[]>,
  records: readonly PutRecordsRequestEntry[],
) => Promise<void>;

/** A function with a publisher that breaks the project's promises, for the fault suite to catch. */
export const wrongFunction = (publish: PutIntoStream) => {
  const kinesis = new KinesisClient({ requestHandler: new NodeHttpHandler() });
  const put = async (records: readonly PutRecordsRequestEntry[]): Promise<readonly boolean[]> => {
    const StreamName = process.env['STREAM_NAME'];
    const { Records = [] } = await kinesis.send(new PutRecordsCommand({ StreamName, Records: [...records] }));
    return Records.map(({ ErrorCode }) => ErrorCode === undefined);
  };

  const encodeAt = createRecordEncoder(formatNested, 'submission_id');
  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    for (const { body } of event.Records) {
      const decoded = decodeSubmission(body);
      if (!decoded.valid) continue;
      const events = submissionToEvents(decoded.decoded);
      const recordAt = encodeAt(Date.now())(events);
      const records = Array.from({ length: events.length }, (_, sequence) => {
        const { partitionKey, data } = recordAt(sequence);
        return { PartitionKey: partitionKey, Data: Buffer.from(data) };
      });
      if (records.length > 0) await publish(put, records);
    }
    return { batchItemFailures: [] };
  };
};
