import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts';
import { type Axis, valueAxis } from './axis';
import { heading, headingHeight } from './heading';
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
  /** At most eight: beyond, colours are not told apart. */
  readonly series: readonly LineSeries[];
}

/** Series are told apart by these as well as by colour. */
const symbols = [
  'circle',
  'rect',
  'triangle',
  'diamond',
  'arrow',
  'path://M0 0L2 0L1 2Z',
  'path://M0 1L1 1L1 0L2 0L2 1L3 1L3 2L2 2L2 3L1 3L1 2L0 2Z',
  'path://M0 0L1 0L1 3L0 3Z',
] as const;

const PLOT_HEIGHT = 276;
const AXIS_HEIGHT = 60;

/** A line a series, with how far the measurements of each point were apart. */
export const lineChart = ({ x, y, series, ...text }: LineChart): string => {
  const top = headingHeight(series.map(({ name }) => name));
  const option: EChartsOption = {
    ...heading(text.title),
    grid: { left: 84, right: 32, top, bottom: AXIS_HEIGHT },
    xAxis: valueAxis(x, 34),
    yAxis: valueAxis(y, 58),
    series: series.flatMap((line, index) => [drawLine(line, index), drawSpreads(line, index)]),
  };
  return renderSvg(text, option, top + PLOT_HEIGHT + AXIS_HEIGHT);
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
