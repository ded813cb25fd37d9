import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS_NAMESPACE, type MetricName, metricDimensions } from '../../lambda/contract/metrics';

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
