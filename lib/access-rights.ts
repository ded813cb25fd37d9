/**
 * What a sender does: with the queue, and with a customer-managed key that encrypts it. Batches are sent with the right
 * to SendMessage. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export const senderActions = {
  queue: ['sqs:SendMessage', 'sqs:GetQueueUrl'],
  key: ['kms:GenerateDataKey', 'kms:Decrypt'],
} as const;

/**
 * What a consumer does that shares the throughput of the shards: with the stream, and with a customer-managed key that
 * encrypts it. DescribeStream is what Lambda asks for. Enhanced fan-out needs rights on a registered consumer, which is
 * a resource of its own. https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html,
 * https://docs.aws.amazon.com/streams/latest/dev/resource-based-policy-examples.html
 */
export const consumerActions = {
  stream: [
    'kinesis:DescribeStream',
    'kinesis:DescribeStreamSummary',
    'kinesis:ListShards',
    'kinesis:GetShardIterator',
    'kinesis:GetRecords',
  ],
  key: ['kms:Decrypt'],
} as const;
