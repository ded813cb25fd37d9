import type { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface SubmissionSourceProps {
  readonly queue: IQueue;
  readonly function: IFunction;
  readonly batchSize: number;
  readonly batchingWindow: Duration;
}

/** The event source that brings batches of submissions from the queue to the function. */
export class SubmissionSource extends Construct {
  constructor(scope: Construct, id: string, props: SubmissionSourceProps) {
    super(scope, id);
    new EventSourceMapping(this, 'Mapping', {
      target: props.function,
      eventSourceArn: props.queue.queueArn,
      batchSize: props.batchSize,
      maxBatchingWindow: props.batchingWindow,
      // Without it, one failed submission would have the whole batch delivered again.
      reportBatchItemFailures: true,
    });
    props.queue.grantConsumeMessages(props.function);
  }
}
