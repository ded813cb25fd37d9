import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  METRICS_NAMESPACE,
  type MetricName,
  metricDimensions,
  metrics,
  VERSION_DIMENSION,
  type VersionMetricName,
} from '../../lambda/contract/metrics';

/** As fine as SQS, Lambda, Kinesis and embedded metrics report. */
export const PERIOD = Duration.minutes(1);
/**
 * For how many minutes an alarm on a cause looks back: it rings as soon as enough of them are bad, and on until few
 * enough are. So a fault that comes and goes calls once, and what it leaves behind, which comes back within a quarter of
 * an hour and is late, is told with it.
 */
export const LOOK_BACK_PERIODS = 20;
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

/** What a version of the function counts, each minute. */
export const versionMetric = (stage: string, version: string, metricName: VersionMetricName): Metric =>
  mappingMetric(stage, metricName, {
    dimensionsMap: { ...metricDimensions(stage), [VERSION_DIMENSION]: version },
    statistic: Stats.SUM,
  });

/**
 * Lambda stamps what it says of an invocation with when it began, and sends it when it has ended. So an alarm on it looks
 * back for that much longer.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
 */
export const periodsUntilReported = (functionTimeout: Duration): number =>
  Math.ceil(functionTimeout.toSeconds() / PERIOD.toSeconds());

/** What is counted adds up; what is timed does not. */
export const usualStatistic = (metricName: MetricName): string =>
  metrics.find(({ name }) => name === metricName)?.unit === 'Milliseconds' ? Stats.AVERAGE : Stats.SUM;
