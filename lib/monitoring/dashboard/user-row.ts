import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { mappingMetric, PERIOD, rejectedPercent } from '../metrics';
import type { Monitored } from '../monitored';
import type { Row } from './row';

export const userRow = (monitored: Monitored): Row => {
  const { stage, submissionQueue } = monitored;
  const latency = (percentile: number) =>
    mappingMetric(stage, 'QueueToStreamLatency', { statistic: Stats.p(percentile), label: `p${percentile}` });
  return {
    heading: '## Are users affected? How late detection is, and what does not reach it',
    graphs: [
      {
        title: 'Latency from sensor to stream',
        unit: 'ms',
        metrics: [latency(50), latency(99)],
        alarms: ['latency-p99'],
      },
      {
        title: 'Age of the oldest submission',
        unit: 'seconds',
        metrics: [
          submissionQueue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period: PERIOD, label: 'Age' }),
        ],
        alarms: ['oldest-message-age'],
      },
      {
        title: 'Backlog',
        unit: 'submissions',
        metrics: [
          submissionQueue.metricApproximateNumberOfMessagesVisible({
            statistic: 'Maximum',
            period: PERIOD,
            label: 'Waiting',
          }),
        ],
      },
      {
        title: 'Rejected, of those received',
        unit: '%',
        metrics: [rejectedPercent(monitored)],
        alarms: ['rejected-ratio'],
      },
    ],
  };
};
