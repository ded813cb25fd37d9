import { hash } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';
import { recordsToEvent } from '../../local/emulated-aws/event-source/sqs-event';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../../local/local-account';
import { toBody } from '../workloads/message-body';
import { countEvents, type Lengths, makeSubmissions } from '../workloads/workloads';

/** What Lambda hands to the function at once. */
export interface Batch {
  readonly submissions: number;
  readonly events: number;
  /** Of the submission that has most: as many round trips as it takes at least. */
  readonly longest: number;
  /** How many events each submission has, by its id. */
  readonly lengths: ReadonlyMap<string, number>;
  /** The event of the invocation, as JSON. */
  readonly payload: string;
}

/** In bytes: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LARGEST_PAYLOAD = 6 * 1_048_576;

/**
 * @param count of submissions; fewer where the payload of an invocation has no room for so many
 * @returns the same one for the same seed
 */
export const makeBatch = async (
  lengths: Lengths,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<Batch> => {
  const made = await makeSubmissions(lengths, { count, seed });
  const records: SQSRecord[] = [];
  let room = LARGEST_PAYLOAD - JSON.stringify(recordsToEvent([])).length;
  for (const submission of made) {
    const record = toRecord(toBody(submission, 'base64'), records.length);
    room -= JSON.stringify(record).length + 1;
    if (room < 0) break;
    records.push(record);
  }
  const submissions = made.slice(0, records.length);
  const lengthById = new Map(submissions.map((submission) => [submission.submission_id, countEvents([submission])]));
  return {
    submissions: submissions.length,
    events: countEvents(submissions),
    longest: Math.max(...lengthById.values()),
    lengths: lengthById,
    payload: JSON.stringify(recordsToEvent(records)),
  };
};

/** With as many characters as those that SQS gives have. */
const receiptHandleOf = (body: string): string => `AQEB${hash('sha512', body, 'base64').repeat(4)}`;

const toRecord = (body: string, index: number): SQSRecord => ({
  messageId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  receiptHandle: receiptHandleOf(body),
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '1795356577082',
    SenderId: 'AROAIOSFODNN7EXAMPLE:sensor',
    ApproximateFirstReceiveTimestamp: '1795356577982',
  },
  messageAttributes: {},
  md5OfBody: hash('md5', body),
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:${LOCAL_REGION}:${LOCAL_ACCOUNT}:submissions`,
  awsRegion: LOCAL_REGION,
});
