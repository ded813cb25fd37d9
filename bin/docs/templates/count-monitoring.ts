import { z } from 'zod';
import type { Monitoring } from '../../../costs/monitoring-usage';
import { metrics, versionMetrics } from '../../../lambda/contract/metrics';
import { stageTemplate } from './stage-template';

const Template = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

const AlarmMetrics = z.array(z.looseObject({ MetricStat: z.unknown().optional() }));

/**
 * Those of the event source, which are asked for: polled, filtered out, invoked, failed to invoke, deleted.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
const EVENT_SOURCE_METRICS = 5;

/** What watches a stage, as CloudWatch bills it, while one version of the function runs. */
export const countMonitoring = (stage: string): Monitoring => {
  const resources = Object.values(Template.parse(stageTemplate(stage, {})).Resources);
  const ofType = (type: string) => resources.filter(({ Type }) => Type === `AWS::CloudWatch::${type}`);
  return {
    metrics: metrics.length + versionMetrics.length + EVENT_SOURCE_METRICS,
    alarmMetrics: ofType('Alarm').reduce((sum, { Properties }) => sum + metricsOfAlarm(Properties['Metrics']), 0),
    compositeAlarms: ofType('CompositeAlarm').length,
    dashboards: ofType('Dashboard').length,
    insightRules: ofType('InsightRule').length,
  };
};

/** An alarm on an expression is billed by the metrics that it looks at. */
const metricsOfAlarm = (of: unknown): number => {
  const { data } = AlarmMetrics.safeParse(of);
  return data ? data.filter(({ MetricStat }) => MetricStat !== undefined).length : 1;
};
