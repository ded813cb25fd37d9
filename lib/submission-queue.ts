import { Duration } from 'aws-cdk-lib';
import { type DeadLetterQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface SubmissionQueueProps {
  readonly queueName: string | undefined;
  readonly visibilityTimeout: Duration;
  readonly maxReceiveCount: number;
}

/** The queue that sensors send submissions to, and the dead-letter queue of those that keep failing. */
export class SubmissionQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;

  constructor(scope: Construct, id: string, props: SubmissionQueueProps) {
    super(scope, id);

    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      // A message keeps its first enqueue time when it is moved here, so this has to outlast the queue's own
      // retention by the time that people need.
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
    });

    const deadLetterQueue: DeadLetterQueue = {
      queue: this.deadLetterQueue,
      maxReceiveCount: props.maxReceiveCount,
    };
    this.queue = new Queue(this, 'Queue', {
      ...(props.queueName && { queueName: props.queueName }),
      visibilityTimeout: props.visibilityTimeout,
      retentionPeriod: Duration.days(4),
      deadLetterQueue,
      enforceSSL: true,
    });
  }
}
