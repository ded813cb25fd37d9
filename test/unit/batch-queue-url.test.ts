import { expect, test } from '@jest/globals';
import { batchQueueUrl } from '../../lambda/adapters/batch-queue-url';

const deployed = 'https://sqs.eu-west-1.amazonaws.com/111122223333/submissions';

test.each([
  ['arn:aws:sqs:eu-west-1:111122223333:submissions', deployed, deployed],
  [
    'arn:aws:sqs:eu-west-1:444455556666:from-sensors_2',
    deployed,
    'https://sqs.eu-west-1.amazonaws.com/444455556666/from-sensors_2',
  ],
  [
    'arn:aws-cn:sqs:cn-north-1:111122223333:other',
    'https://sqs.cn-north-1.amazonaws.com.cn/111122223333/submissions',
    'https://sqs.cn-north-1.amazonaws.com.cn/111122223333/other',
  ],
  [
    'arn:aws:sqs:eu-west-1:000000000000:other',
    'http://127.0.0.1:4566/queue/eu-west-1/000000000000/submissions',
    'http://127.0.0.1:4566/queue/eu-west-1/000000000000/other',
  ],
])('a batch of %s belongs to that queue, wherever the version was deployed for %s', (arn, url, own) => {
  expect(batchQueueUrl(arn, url)).toBe(own);
});

test.each([
  '',
  'arn:aws:kinesis:eu-west-1:111122223333:stream/events',
  'arn:aws:sqs:eu-west-1:111122223333:a/b',
  'arn:aws:sqs:eu-west-1:../..:submissions',
])('what names no queue leads to none but the one that the version was deployed for: %j', (arn) => {
  expect(batchQueueUrl(arn, deployed)).toBe(deployed);
});
