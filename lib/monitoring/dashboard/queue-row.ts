import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { mappingMetric, PERIOD } from '../metrics';
import type { Monitored } from '../monitored';
import type { Graph, Row } from './row';

export const queueRow = ({ stage, submissionQueue, deadLetterQueue, diagnosticQueue }: Monitored): Row => ({
  heading: '## The queues',
  graphs: [
    {
      title: 'Submission queue',
      unit: 'messages',
      metrics: [
        waiting(submissionQueue),
        submissionQueue.metricApproximateNumberOfMessagesNotVisible({
          statistic: 'Maximum',
          period: PERIOD,
          label: 'In flight',
        }),
        submissionQueue.metricNumberOfMessagesSent({ statistic: 'Sum', period: PERIOD, label: 'Sent' }),
        submissionQueue.metricNumberOfMessagesDeleted({ statistic: 'Sum', period: PERIOD, label: 'Deleted' }),
      ],
      alarms: ['no-traffic'],
    },
    ...(deadLetterQueue ? [deadLetterGraph(deadLetterQueue)] : []),
    {
      title: 'Diagnostic queue',
      unit: 'messages',
      metrics: [
        waiting(diagnosticQueue),
        mappingMetric(stage, 'DiagnosticSendFailures', { statistic: 'Sum', label: 'Not taken' }),
      ],
      alarms: ['diagnostic-depth'],
    },
  ],
});

const deadLetterGraph = (queue: IQueue): Graph => ({
  title: 'Dead-letter queue',
  unit: 'messages',
  metrics: [waiting(queue)],
  alarms: ['dead-letter-depth'],
});

const waiting = (queue: IQueue) =>
  queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: PERIOD, label: 'Waiting' });
