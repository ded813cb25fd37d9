/**
 * The URL of the queue that a batch came from, in which what it has sent on, delayed or deleted belongs. That is not
 * always the queue that the version was deployed for: a deployment to another queue has the new version take batches of
 * the old one first, and has CloudFormation delete the new queue where it is rolled back.
 *
 * @param eventSourceArn of a record: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 * @param deployedUrl of a queue in the same region; ends with the account and the name, as all URLs of queues do:
 *   https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
 */
export const batchQueueUrl = (eventSourceArn: string, deployedUrl: string): string => {
  const [, account, name] = /^arn:[\w-]+:sqs:[\w-]+:(\d{12}):([\w-]{1,80})$/.exec(eventSourceArn) ?? [];
  if (account === undefined || name === undefined) return deployedUrl;
  return new URL(`../${account}/${name}`, deployedUrl).href;
};
