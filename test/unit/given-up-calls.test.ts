import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import { SqsSender } from '../../lambda/adapters/sqs-sender';
import { SqsSubmissionQueue } from '../../lambda/adapters/sqs-submission-queue';
import type { SettledMessages } from '../../lambda/contract/batch-summary';
import { localCredentials } from '../../local/local-account';
import { startHttpService } from '../support/http-service';
import { aMessage } from '../support/messages';

/** A service that never answers: time is up as soon as it was called. */
const withStalledSqs = async <T>(use: (queue: SqsSubmissionQueue, sender: SqsSender) => Promise<T>): Promise<T> => {
  const timeIsUp = new AbortController();
  await using service = await startHttpService(() => {
    timeIsUp.abort();
    return 'hang';
  });
  const client = new SQSClient({ endpoint: service.endpoint, region: 'eu-west-1', credentials: localCredentials });
  const queueUrl = `${service.endpoint}/000000000000/submissions`;
  const props = { client, queueUrl, abortSignal: timeIsUp.signal, random: () => 0 };
  const sender = new SqsSender({ ...props, repeatable: false });
  return await use(new SqsSubmissionQueue({ ...props, sender, destination: 'events/submission_id' }), sender);
};

describe('when time is up while SQS stalls', () => {
  test('what was to be sent is not', async () => {
    await expect(withStalledSqs((_, sender) => sender.send({ body: '', attributes: {} }))).rejects.toThrow();
  });

  test.each<[string, (queue: SqsSubmissionQueue) => Promise<SettledMessages>]>([
    ['failed deliveries keep their visibility timeout', (q) => q.delayRetries([{ message: aMessage(), seconds: 5 }])],
    ['what was to be deleted stays', (q) => q.delete(['receipt-1'])],
  ])('%s', async (_, settle) => {
    const { confirmed, failures } = await withStalledSqs((queue) => settle(queue));
    expect(confirmed).toBe(0);
    expect(Object.values(failures)).toEqual([1]);
  });
});
