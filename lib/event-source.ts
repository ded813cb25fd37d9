import type { Duration } from 'aws-cdk-lib';
import { type Alias, type IEventSourceMapping, MetricType } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { ProvisionedPollers } from './settings/settings';

export interface EventSourceProps {
  readonly queue: IQueue;
  readonly batchSize: number;
  readonly batchingWindow: Duration;
  /** Invocations at once; without it, Lambda decides. Not together with pollers. */
  readonly maximumConcurrency: number | undefined;
  readonly provisionedPollers: ProvisionedPollers | undefined;
}

/**
 * Adds the event source that brings batches of submissions from the queue. What it does in the function's name, the
 * function's role has to be allowed.
 *
 * @param alias and not the function, so that a deployment decides which version is invoked
 */
export const addEventSource = (
  alias: Alias,
  { queue, batchSize, batchingWindow, maximumConcurrency, provisionedPollers }: EventSourceProps,
): IEventSourceMapping =>
  alias.addEventSourceMapping('Submissions', {
    eventSourceArn: queue.queueArn,
    batchSize,
    maxBatchingWindow: batchingWindow,
    ...(maximumConcurrency && { maxConcurrency: maximumConcurrency }),
    ...(provisionedPollers && {
      provisionedPollerConfig: {
        minimumPollers: provisionedPollers.minimum,
        maximumPollers: provisionedPollers.maximum,
      },
    }),
    // Without it, one failed submission would have the whole batch delivered again.
    reportBatchItemFailures: true,
    metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
  });
