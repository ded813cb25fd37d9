import { arn, physicalName, wholeNumber } from '../setting-kinds/setting-kinds';

/** What is not processed by then is deleted. */
export const SUBMISSION_RETENTION_DAYS = 4;

/** A day before a message's retention ends, it has to be in the dead-letter queue, or it would be lost. */
export const LONGEST_TIME_OF_RECEIVES_SECONDS = (SUBMISSION_RETENTION_DAYS - 1) * 86_400;

/**
 * Enough to outlast a day of outage: failed deliveries come back after 5, 20, 80, 320 and then each time 900 seconds,
 * less a random part of up to a quarter, which makes more than 25 hours of 140 receives.
 */
export const DEFAULT_RECEIVES = 140;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const submissionQueueSettings = {
  queueName: physicalName(80).optional().meta({
    absent: 'generated',
    description: 'a fixed name is easy to find, but keeps CloudFormation from replacing the queue',
  }),
  queueArn: arn({
    of: 'a standard queue',
    service: 'sqs',
    resource: '[A-Za-z0-9_-]{1,80}',
    example: 'arn:aws:sqs:eu-west-1:111122223333:submissions',
    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    unfit: {
      resource: '[A-Za-z0-9_-]{1,75}\\.fifo',
      why: 'names a FIFO queue. Of one, Lambda takes no more than 10 messages at once and gathers none, and the function could not put the rest of a submission back, since a FIFO queue asks for a message group. Give the ARN of a standard queue and have sensors send there: the events of each submission are in order all the same',
    },
  })
    .optional()
    .meta({
      absent: 'a new queue',
      description:
        'an existing queue is left as it is: only grants and the mapping are made, and synth says what to check',
    }),
  visibilityTimeoutSeconds: wholeNumber(0, 43_200, 'seconds').optional().meta({
    absent: '6 x `functionTimeoutSeconds` + `batchingWindowSeconds`',
    description: 'at least that: a message must stay hidden while it is processed, and while Lambda retries',
  }),
  maxReceiveCount: wholeNumber(1, 1_000, 'receives')
    .optional()
    .meta({
      absent: `${DEFAULT_RECEIVES}; fewer where \`visibilityTimeoutSeconds\` is over ${Math.floor(LONGEST_TIME_OF_RECEIVES_SECONDS / DEFAULT_RECEIVES)}`,
      description:
        'receives before the dead-letter queue: how long an outage is waited out, see [guarantees.md](guarantees.md#outages)',
    }),
};
