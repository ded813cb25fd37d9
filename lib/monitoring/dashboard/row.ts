import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmId } from '../alarms/alarm-definition';

/** A graph as data. */
export interface Graph {
  readonly title: string;
  /** Of its axis, and of the thresholds that it shows. */
  readonly unit: string;
  readonly metrics: readonly IMetric[];
  /** The alarms whose thresholds are lines in it. */
  readonly alarms?: readonly AlarmId[];
  readonly stacked?: boolean;
}

/** A row of the dashboard: a question that a person on call has, and the graphs that answer it. */
export interface Row {
  /** Markdown. */
  readonly heading: string;
  readonly graphs: readonly Graph[];
}
