/**
 * The metrics of AWS that the monitoring may name, as AWS documents them, with their dimensions: by namespace, and those
 * of other dimensions than most of it by their dimension too.
 */
export const documentedMetrics: Readonly<
  Record<string, { readonly dimensions: readonly string[]; readonly metrics: readonly string[] }>
> = {
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
  'AWS/SQS': {
    dimensions: ['QueueName'],
    metrics: [
      'ApproximateAgeOfOldestMessage',
      'ApproximateNumberOfMessagesDelayed',
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesVisible',
      'NumberOfEmptyReceives',
      'NumberOfMessagesDeleted',
      'NumberOfMessagesReceived',
      'NumberOfMessagesSent',
      'SentMessageSize',
    ],
  },
  /** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
  'AWS/Lambda': {
    dimensions: ['FunctionName'],
    metrics: ['Invocations', 'Errors', 'Throttles', 'Duration', 'ConcurrentExecutions'],
  },
  /** Of the versions behind a weighted alias: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html */
  'AWS/Lambda, FunctionName, Resource, ExecutedVersion': {
    dimensions: ['FunctionName', 'Resource', 'ExecutedVersion'],
    metrics: ['Invocations', 'Errors', 'Duration'],
  },
  /** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html#event-source-mapping-metrics */
  'AWS/Lambda, EventSourceMappingUUID': {
    dimensions: ['EventSourceMappingUUID'],
    metrics: ['PolledEventCount', 'FailedInvokeEventCount', 'DeletedEventCount'],
  },
  /** https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html */
  'AWS/Kinesis': {
    dimensions: ['StreamName'],
    metrics: [
      'GetRecords.IteratorAgeMilliseconds',
      'IncomingBytes',
      'IncomingRecords',
      'PutRecord.Bytes',
      'PutRecord.Latency',
      'PutRecord.Success',
      'PutRecords.FailedRecords',
      'PutRecords.Latency',
      'PutRecords.SuccessfulRecords',
      'PutRecords.ThrottledRecords',
      'PutRecords.TotalRecords',
      'ReadProvisionedThroughputExceeded',
      'WriteProvisionedThroughputExceeded',
    ],
  },
};
