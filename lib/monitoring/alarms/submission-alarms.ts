import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { mappingMetric, rejectedPercent } from '../metrics';
import type { Monitored } from '../monitored';
import { type AlarmDefinition, defineAlarm } from './alarm-definition';

/** On what the function says became of submissions. */
export const submissionAlarms = (monitored: Monitored): readonly AlarmDefinition[] => {
  const { stage, thresholds } = monitored;
  return [
    defineAlarm({
      id: 'latency-p99',
      meaning: 'Detection is late: one submission in a hundred takes this long from sensor to stream, or longer.',
      metric: mappingMetric(stage, 'QueueToStreamLatency', { statistic: Stats.p(99) }),
      threshold: thresholds.alarmLatencySeconds * 1_000,
      evaluationPeriods: 5,
    }),
    defineAlarm({
      id: 'rejected-ratio',
      meaning: 'Devices are unprotected: many submissions are invalid, and their events do not reach detection.',
      metric: rejectedPercent(monitored),
      threshold: thresholds.alarmRejectedPercent,
      evaluationPeriods: 1,
      rollsBack: true,
    }),
    defineAlarm({
      id: 'failed-submissions',
      meaning:
        'Detection is late: submissions fail and are delivered again. The dead-letter queue takes what keeps on.',
      metric: mappingMetric(stage, 'SubmissionsFailed', { statistic: 'Sum' }),
      threshold: thresholds.alarmFailedSubmissions,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      rollsBack: true,
    }),
  ];
};
