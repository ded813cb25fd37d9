import type { MetricName } from '../../../lambda/contract/metrics';
import { mappingMetric } from '../metrics';
import type { Monitored } from '../monitored';
import type { Row } from './row';

export const throughputRow = ({ stage }: Monitored): Row => {
  const sum = (name: MetricName, label: string) => mappingMetric(stage, name, { statistic: 'Sum', label });
  return {
    heading: '## How much goes through? Each minute',
    graphs: [
      {
        title: 'Submissions',
        unit: 'submissions',
        metrics: [
          sum('SubmissionsReceived', 'Received'),
          sum('SubmissionsPublished', 'Published'),
          sum('SubmissionsRejected', 'Rejected'),
          sum('SubmissionsContinued', 'Continued'),
          sum('SubmissionsFailed', 'Failed'),
        ],
        alarms: ['failed-submissions'],
      },
      {
        title: 'Events by type',
        unit: 'events',
        metrics: [sum('NewProcessEvents', 'New process'), sum('NetworkConnectionEvents', 'Network connection')],
        stacked: true,
      },
      { title: 'Published', unit: 'bytes', metrics: [sum('BytesPublished', 'Bytes')] },
    ],
  };
};
