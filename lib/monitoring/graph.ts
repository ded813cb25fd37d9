import { Color, GraphWidget, type HorizontalAnnotation, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmDefinition } from './alarm-definition';

/** A graph as data. */
export interface Graph {
  readonly title: string;
  /** Of its axis, and of the thresholds that it shows. */
  readonly unit: string;
  readonly metrics: readonly IMetric[];
  /** Those whose thresholds are lines in it. */
  readonly alarms?: readonly AlarmDefinition[];
  /** Other values to compare with. */
  readonly limits?: readonly HorizontalAnnotation[];
  readonly stacked?: boolean;
}

/** A row of the dashboard: a question that a person on call has, and the graphs that answer it. */
export interface Row {
  /** Markdown. */
  readonly heading: string;
  /** Graphs that are side by side. The number of each line divides the width of the dashboard. */
  readonly lines: readonly (readonly Graph[])[];
}

export const alarmsOf = (graphs: readonly Graph[]): readonly AlarmDefinition[] =>
  graphs.flatMap(({ alarms = [] }) => alarms);

export const renderGraph = (
  { title, unit, metrics, alarms = [], limits = [], stacked = false }: Graph,
  size: { readonly width: number; readonly height: number },
): GraphWidget =>
  new GraphWidget({
    title,
    left: [...metrics],
    leftYAxis: { label: unit, min: 0, showUnits: false },
    leftAnnotations: [...alarms.map(thresholdLine), ...limits],
    stacked,
    ...size,
  });

const thresholdLine = ({ id, threshold }: AlarmDefinition): HorizontalAnnotation => ({
  value: threshold,
  label: `Alarm: ${id}`,
  color: Color.RED,
});
