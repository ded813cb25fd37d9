import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { AlarmSettings } from '../../settings/alarm-settings';
import { PERIOD, sourceStalled } from '../metrics';
import type { Monitored } from '../monitored';
import { type AlarmDefinition, defineAlarm } from './alarm-definition';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export const queueAlarms = (monitored: Monitored): readonly AlarmDefinition[] => {
  const { submissionQueue, deadLetterQueue, diagnosticQueue, thresholds } = monitored;
  return [
    defineAlarm({
      id: 'oldest-message-age',
      meaning: 'Detection is late: submissions wait in the queue, and are lost when its retention ends.',
      metric: submissionQueue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period: PERIOD }),
      threshold: thresholds.alarmOldestMessageSeconds,
      evaluationPeriods: 3,
    }),
    ...(deadLetterQueue ? [deadLetterDepth(deadLetterQueue, thresholds)] : []),
    defineAlarm({
      id: 'diagnostic-depth',
      meaning: 'Nobody looks after the rejected submissions. Each is deleted 14 days after it came.',
      metric: diagnosticQueue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: PERIOD }),
      threshold: thresholds.alarmDiagnosticMessages,
      evaluationPeriods: 5,
    }),
    defineAlarm({
      id: 'source-stalled',
      meaning: 'Detection has stopped: submissions are in the queue, but the function is not invoked.',
      metric: sourceStalled(monitored),
      threshold: 1,
      evaluationPeriods: thresholds.alarmStalledMinutes,
    }),
    ...(thresholds.alarmNoTrafficMinutes > 0 ? [noTraffic(submissionQueue, thresholds)] : []),
  ];
};

const deadLetterDepth = (queue: IQueue, { alarmDeadLetterMessages }: AlarmSettings): AlarmDefinition =>
  defineAlarm({
    id: 'dead-letter-depth',
    meaning: 'Submissions are missing from detection until they are redriven. They are deleted after 14 days.',
    // NumberOfMessagesSent does not count what SQS itself moves here.
    metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: PERIOD }),
    threshold: alarmDeadLetterMessages,
    evaluationPeriods: 1,
  });

const noTraffic = (queue: IQueue, { alarmNoTrafficMinutes }: AlarmSettings): AlarmDefinition =>
  defineAlarm({
    id: 'no-traffic',
    meaning: 'Devices are unprotected: no sensor sends submissions, or none can reach the queue.',
    metric: queue.metricNumberOfMessagesSent({ statistic: 'Sum', period: PERIOD }),
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: alarmNoTrafficMinutes,
    // A queue that nobody used for six hours reports nothing.
    treatMissingData: TreatMissingData.BREACHING,
  });
