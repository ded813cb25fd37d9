import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import { type Axis, HEADING_HEIGHT, heading, valueAxis } from './axis';
import type { Measured } from './measured';
import { seriesColour } from './palette';
import { type ChartText, renderSvg } from './render-svg';

export interface LinePoint extends Measured {
  readonly x: number;
}

export interface LineSeries {
  readonly name: string;
  readonly points: readonly LinePoint[];
}

export interface LineChart extends ChartText {
  readonly x: Axis;
  readonly y: Axis;
  /** At most five: beyond, colours are not told apart. */
  readonly series: readonly LineSeries[];
}

/** Series are told apart by these as well as by colour. */
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'arrow'] as const;

/** A line a series, with how far the measurements of each point were apart. */
export const lineChart = ({ x, y, series, ...text }: LineChart): string => {
  const option: EChartsOption = {
    ...heading(text.title),
    grid: { left: 84, right: 32, top: HEADING_HEIGHT, bottom: 60 },
    xAxis: valueAxis(x, 34),
    yAxis: valueAxis(y, 58),
    series: series.flatMap((line, index) => [drawLine(line, index), drawSpreads(line, index)]),
  };
  return renderSvg(text, option, 420);
};

const drawLine = ({ name, points }: LineSeries, index: number): LineSeriesOption => ({
  type: 'line',
  name,
  data: points.map(({ x, median }) => [x, median]),
  symbol: symbols[index] ?? 'circle',
  symbolSize: 8,
  itemStyle: { color: seriesColour(index) },
  lineStyle: { color: seriesColour(index), width: 2 },
  silent: true,
});

const drawSpreads = ({ points }: LineSeries, index: number): CustomSeriesOption => ({
  type: 'custom',
  data: points.map(({ x, median }) => [x, median]),
  silent: true,
  renderItem: ({ dataIndex }, { coord }) => {
    const point = points[dataIndex];
    if (point?.low === undefined || point.high === undefined) return null;
    const { x, low, high } = point;
    const [left = 0, top = 0] = coord([x, high]);
    const [, bottom = 0] = coord([x, low]);
    return { type: 'line', shape: { x1: left, y1: top, x2: left, y2: bottom }, style: { stroke: seriesColour(index) } };
  },
});
