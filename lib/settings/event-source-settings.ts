import { wholeNumber } from '../setting-kinds/setting-kinds';

/**
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
export const eventSourceSettings = {
  batchSize: wholeNumber(1, 10_000, 'messages')
    .default(500)
    .describe(
      'as many lanes as one PutRecords call carries. Twice as many save up to a third of the GB-seconds, which are about a hundredth of what events cost, but take longer and come again together after a crash (docs/performance.md)',
    ),
  batchingWindowSeconds: wholeNumber(0, 300, 'seconds')
    .default(1)
    .describe(
      'how long a batch may wait to fill: latency against cost, since an event in a batch of 10 takes some 20 times the GB-seconds of one in a batch of 500 (docs/performance.md). At least 1 where `batchSize` is over 10',
    ),
  maximumConcurrency: wholeNumber(2, 1_000, 'invocations').optional().meta({
    absent: 'Lambda decides',
    description: "keeps the function from using up the account's concurrency, without throttling",
  }),
  minimumPollers: wholeNumber(2, 200, 'pollers').optional().meta({
    absent: 'none; 2 with `maximumPollers`',
    description: 'pollers that wait for submissions scale faster and are paid for. Instead of `maximumConcurrency`',
  }),
  maximumPollers: wholeNumber(2, 2_000, 'pollers').optional().meta({
    absent: 'none; 200 with `minimumPollers`',
    description: 'each poller invokes up to 10 times at once',
  }),
  reservedConcurrency: wholeNumber(2, 100_000, 'invocations').optional().meta({
    absent: 'none',
    description: "sets invocations aside from the account's. At least what the event source may invoke at once",
  }),
};
