import { Duration, Validations } from 'aws-cdk-lib';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { protectQueue, type QueueProtection } from './queue-protection';
import { SUBMISSION_RETENTION_DAYS } from './settings/submission-queue-settings';

export const SUBMISSION_RETENTION = Duration.days(SUBMISSION_RETENTION_DAYS);
/**
 * A message keeps its first enqueue time when it is moved to the dead-letter queue, so this has to outlast the retention
 * before by the time that people need.
 */
export const DEAD_LETTER_RETENTION = Duration.days(14);

export interface SubmissionQueueProps extends QueueProtection {
  /** Of an existing queue, which is left as it is; all but the visibility timeout is for a new one. */
  readonly existingQueueArn: string | undefined;
  /** Whether what cannot be checked of an existing queue was seen to. */
  readonly existingChecked: boolean;
  readonly queueName: string | undefined;
  /** Of an existing queue, the least that it should have. */
  readonly visibilityTimeout: Duration;
  /** Of an existing queue, likewise. */
  readonly maxReceiveCount: number;
}

/** The queue that sensors send submissions to, and the dead-letter queue of those that keep failing. */
export class SubmissionQueue extends Construct {
  readonly queue: IQueue;
  /** An existing queue has one of its own, unknown here. */
  readonly deadLetterQueue: Queue | undefined;

  constructor(scope: Construct, id: string, props: SubmissionQueueProps) {
    super(scope, id);

    if (props.existingQueueArn !== undefined) {
      this.queue = Queue.fromQueueArn(this, 'Queue', props.existingQueueArn);
      if (!props.existingChecked) this.#warnOfExisting(props);
      return;
    }

    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      ...protectQueue(props),
      retentionPeriod: DEAD_LETTER_RETENTION,
    });
    this.queue = new Queue(this, 'Queue', {
      ...protectQueue(props),
      ...(props.queueName && { queueName: props.queueName }),
      visibilityTimeout: props.visibilityTimeout,
      retentionPeriod: SUBMISSION_RETENTION,
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: props.maxReceiveCount },
    });
  }

  #warnOfExisting({ visibilityTimeout, maxReceiveCount }: SubmissionQueueProps): void {
    Validations.of(this).addWarning(
      'telemetry-mapping:existing-queue',
      `The submission queue is an existing one, which cannot be checked here. See to it that it is a standard queue of this region with a visibility timeout of at least ${visibilityTimeout.toSeconds()} seconds and a maximum message size of 1 MiB (with less, a submission that leaves no 2 KiB of it free cannot be continued: it starts at its first event with every delivery, and where no invocation has time for all of them, it ends in the dead-letter queue), that its redrive policy moves a message to a dead-letter queue after ${maxReceiveCount} receives or more but before its retention ends, that this dead-letter queue keeps messages longer than the queue does and is watched, that both are encrypted and refuse plain http, and that the function may use the KMS key where it is not the one of the settings. Then set existingResourcesChecked to true.`,
    );
  }
}
