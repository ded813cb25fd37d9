import { expect, test } from '@jest/globals';
import { toBatchResponse } from '../../lambda/adapters/partial-batch-response';
import type { SubmissionOutcome } from '../../lambda/domain/batch/submission-outcome';
import { messageToRecord } from '../../local/emulated-aws/event-source/sqs-event';
import { aContinued, aFailed, aPublished, aRejected } from '../support/outcomes';

const failuresOf = async (messageIds: readonly string[], outcomes: readonly SubmissionOutcome[]) => {
  const Records = messageIds.map((MessageId) =>
    messageToRecord({ MessageId }, 'arn:aws:sqs:eu-west-1:000000000000:submissions', 'eu-west-1'),
  );
  const { batchItemFailures } = toBatchResponse({ Records }, outcomes);
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};

test('what was published, rejected or continued is acknowledged, and what failed is not', async () => {
  const outcomes = [
    aFailed({ messageId: 'failed' }),
    aPublished({ messageId: 'published' }),
    aContinued({ messageId: 'continued' }),
    aRejected({ messageId: 'rejected' }),
  ];
  expect(await failuresOf(['published', 'rejected', 'continued', 'failed'], outcomes)).toEqual(['failed']);
});

test('a batch that came to its end has no failures', async () => {
  expect(await failuresOf(['a'], [aPublished({ messageId: 'a' })])).toEqual([]);
});

test('a batch of which nothing came to its end is answered with all of it, not with an error', async () => {
  const outcomes = ['a', 'b'].map((messageId) => aFailed({ messageId }));
  expect(await failuresOf(['a', 'b'], outcomes)).toEqual(['a', 'b']);
});

test('what nothing is known of is not acknowledged', async () => {
  expect(await failuresOf(['a', 'b'], [aPublished({ messageId: 'a' })])).toEqual(['b']);
});
