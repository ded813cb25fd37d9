/** What a sender may do with the queue, sorted: written out, since a test is to notice another right. */
export const sending = ['sqs:GetQueueUrl', 'sqs:SendMessage'];

/** What a sender may do with a key that encrypts the queue, sorted. */
export const encrypting = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** What a consumer may do with the stream, sorted. */
export const reading = [
  'kinesis:DescribeStream',
  'kinesis:DescribeStreamSummary',
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
  'kinesis:ListShards',
];
