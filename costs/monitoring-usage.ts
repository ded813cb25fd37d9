import type { Usage } from './bill';

/** What is watched, in numbers. */
export interface Monitoring {
  /** Of the function's own, each with its dimensions. */
  readonly metrics: number;
  /** Metrics that alarms look at. */
  readonly alarmMetrics: number;
  readonly compositeAlarms: number;
  readonly dashboards: number;
  /** Of Contributor Insights. */
  readonly insightRules: number;
}

/** Of a month. https://aws.amazon.com/cloudwatch/pricing/ */
export const monitoringUsage = (monitoring: Monitoring): readonly Usage[] => [
  { item: 'cloudwatch-metric-month', quantity: monitoring.metrics },
  { item: 'cloudwatch-alarm-metric-month', quantity: monitoring.alarmMetrics },
  { item: 'cloudwatch-composite-alarm-month', quantity: monitoring.compositeAlarms },
  { item: 'cloudwatch-dashboard-month', quantity: monitoring.dashboards },
  { item: 'cloudwatch-insight-rule-month', quantity: monitoring.insightRules },
];
