import { z } from 'zod';

const BatchResponse = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/**
 * Which messages of a batch succeeded, judged as Lambda does with ReportBatchItemFailures: an empty answer means all
 * of them; a malformed one, or one that names a message that was not in the batch, none.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 *
 * @param messageIds of the batch
 */
export const succeededMessages = (response: unknown, messageIds: readonly string[]): ReadonlySet<string> => {
  if (response === null || response === undefined) return new Set(messageIds);
  const parsed = BatchResponse.safeParse(response);
  if (!parsed.success) return new Set();
  const failed = new Set(parsed.data.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  if (!failed.isSubsetOf(new Set(messageIds))) return new Set();
  return new Set(messageIds).difference(failed);
};
