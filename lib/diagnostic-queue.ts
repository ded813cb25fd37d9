import { Duration, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { protectQueue, type QueueProtection } from './queue-protection';

/** The queue of invalid submissions, whole and with the reasons, for people to look into. */
export class DiagnosticQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, protection: QueueProtection) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', { ...protectQueue(protection), retentionPeriod: Duration.days(14) });
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'Its messages are for people: no function reads them, so none can fail and be moved on.',
    });
  }
}
