import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { mappingMetric, PERIOD } from '../metrics';
import type { Monitored } from '../monitored';
import type { Row } from './row';

export const functionRow = ({ stage, function: mapping }: Monitored): Row => {
  const duration = (statistic: string, label: string) => mapping.metricDuration({ statistic, period: PERIOD, label });
  return {
    heading: '## The function',
    graphs: [
      {
        title: 'Duration',
        unit: 'ms',
        metrics: [
          duration(Stats.p(50), 'p50'),
          duration(Stats.p(99), 'p99'),
          duration('Maximum', 'Longest'),
          mappingMetric(stage, 'BatchDuration', { statistic: Stats.p(99), label: 'p99 of a batch' }),
        ],
        alarms: ['function-duration'],
      },
      {
        title: 'Errors',
        unit: 'invocations',
        metrics: [mapping.metricErrors({ statistic: 'Sum', period: PERIOD, label: 'Errors' })],
        alarms: ['function-errors'],
      },
      {
        title: 'Throttles',
        unit: 'invocations',
        metrics: [mapping.metricThrottles({ statistic: 'Sum', period: PERIOD, label: 'Throttles' })],
        alarms: ['function-throttles'],
      },
      {
        title: 'Invocations, and how many at once',
        unit: 'invocations',
        metrics: [
          mapping.metricInvocations({ statistic: 'Sum', period: PERIOD, label: 'Invocations' }),
          mapping.metric('ConcurrentExecutions', { statistic: 'Maximum', period: PERIOD, label: 'At once' }),
        ],
      },
    ],
  };
};
