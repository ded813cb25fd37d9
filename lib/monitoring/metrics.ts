import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS_NAMESPACE, type MetricName, metricDimensions } from '../../lambda/contract/metrics';
import type { Monitored } from './monitored';

/** As fine as SQS, Lambda, Kinesis and embedded metrics report. */
export const PERIOD = Duration.minutes(1);
/** Long enough for a ratio to mean something. */
export const RATIO_PERIOD = Duration.minutes(5);

/** A metric that the function emits. */
export const mappingMetric = (
  stage: string,
  metricName: MetricName,
  options: Omit<MetricOptions, 'statistic'> & Required<Pick<MetricOptions, 'statistic'>>,
): Metric =>
  new Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    dimensionsMap: metricDimensions(stage),
    period: PERIOD,
    ...options,
  });

/** Of the submissions that were received, how many in 100 were rejected; 0 where too few came to say. */
export const rejectedPercent = ({ stage, thresholds }: Monitored): MathExpression =>
  new MathExpression({
    expression: `IF(received >= ${thresholds.alarmTrafficFloor}, 100 * rejected / received, 0)`,
    usingMetrics: {
      received: mappingMetric(stage, 'SubmissionsReceived', { statistic: 'Sum', period: RATIO_PERIOD }),
      rejected: mappingMetric(stage, 'SubmissionsRejected', { statistic: 'Sum', period: RATIO_PERIOD }),
    },
    label: 'Rejected',
    period: RATIO_PERIOD,
  });

/** 1 where messages are visible but the function is not invoked, else 0. */
export const sourceStalled = (monitored: Monitored): MathExpression =>
  new MathExpression({
    // A function that is not invoked has no data points, instead of zeros.
    expression: 'IF(visible > 0 AND FILL(invocations, 0) < 1, 1, 0)',
    usingMetrics: {
      visible: monitored.submissionQueue.metricApproximateNumberOfMessagesVisible({
        statistic: 'Minimum',
        period: PERIOD,
      }),
      invocations: monitored.function.metricInvocations({ statistic: 'Sum', period: PERIOD }),
    },
    label: 'Stalled',
    period: PERIOD,
  });
