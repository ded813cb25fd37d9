import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Graph } from './graph';
import { PERIOD } from './metrics';

/**
 * What the event source does with messages. Those that it deletes are acknowledged; of the invocations that fail, the
 * messages come back.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html#event-source-mapping-metrics
 */
export const eventSourceGraph = ({ eventSource }: { readonly eventSource: IEventSourceMapping }): Graph => {
  const count = (metricName: string, label: string): Metric =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap: { EventSourceMappingUUID: eventSource.eventSourceMappingId },
      statistic: 'Sum',
      period: PERIOD,
      label,
    });
  return {
    title: 'The event source: what it polls, deletes, and fails to have processed',
    unit: 'messages',
    metrics: [
      count('PolledEventCount', 'Polled'),
      count('DeletedEventCount', 'Deleted'),
      count('FailedInvokeEventCount', 'Of failed invocations'),
    ],
  };
};
