import type { PutResult } from '../domain/ports';
import { isThrottlingCode, type ServiceFailure } from './service-failure';

/** What Kinesis says of a record: the entry of a PutRecords response, or a PutRecord response. */
interface PutAnswer {
  readonly SequenceNumber?: string | undefined;
  readonly ShardId?: string | undefined;
  readonly ErrorCode?: string | undefined;
}

export const answerToPutResult = ({ SequenceNumber, ShardId, ErrorCode }: PutAnswer): PutResult => {
  if (SequenceNumber && ShardId && !ErrorCode) {
    return { accepted: true, sequenceNumber: SequenceNumber, shardId: ShardId };
  }
  const code = ErrorCode ?? 'NoResult';
  const throttled = isThrottlingCode(code);
  return { accepted: false, code, retryable: throttled || !/^KMS|AccessDenied/.test(code), throttled };
};

/** What a failed call says of each of its records. */
export const failureToPutResult = ({ code, retryable, throttled }: ServiceFailure): PutResult => ({
  accepted: false,
  code,
  retryable,
  throttled,
});
