import type { CustomSeriesOption, EChartsOption } from 'echarts';
import { categoryAxis, valueAxis } from './axis';
import { heading, headingHeight } from './heading';
import type { Measured } from './measured';
import { ink, seriesColour } from './palette';
import { type ChartText, renderSvg, WIDTH } from './render-svg';

export interface BarSeries {
  readonly name: string;
  /** By category; undefined where there is none. */
  readonly values: readonly (Measured | undefined)[];
}

export interface BarChart extends ChartText {
  readonly valueName: string;
  readonly categories: readonly string[];
  /** At most eight. */
  readonly series: readonly BarSeries[];
  /** What was to be reached, by category. */
  readonly targets?: readonly (number | undefined)[];
}

const BAR_HEIGHT = 14;
/** Between categories. */
const GAP_HEIGHT = 14;
const AXIS_HEIGHT = 60;

/** Bars from left to right, grouped by category, with their spread and with a mark at each target. */
export const barChart = ({ valueName, categories, series, targets, ...text }: BarChart): string => {
  const groupHeight = series.length * BAR_HEIGHT;
  const top = headingHeight([...series.map(({ name }) => name), ...(targets ? ['target'] : [])]);
  const option: EChartsOption = {
    ...heading(text.title),
    grid: { left: labelsWidth(categories), right: 40, top, bottom: AXIS_HEIGHT },
    xAxis: valueAxis({ name: valueName, scale: 'linear' }, 34),
    yAxis: categoryAxis(categories, labelsWidth(categories) - 2 * LABEL_MARGIN),
    series: [
      ...series.map((bars, index) => drawBars(bars, index, groupHeight)),
      ...(targets ? [drawTargets(targets, groupHeight)] : []),
    ],
  };
  return renderSvg(text, option, top + categories.length * (groupHeight + GAP_HEIGHT) + AXIS_HEIGHT);
};

/** On either side of what bars are called. */
const LABEL_MARGIN = 12;

/** As much as in a wide font; at most half of the chart. */
const labelsWidth = (labels: readonly string[]): number =>
  Math.min(WIDTH / 2, 2 * LABEL_MARGIN + 6.5 * Math.max(...labels.map(({ length }) => length)));

const drawBars = ({ name, values }: BarSeries, index: number, groupHeight: number): CustomSeriesOption => ({
  type: 'custom',
  name,
  data: values.map((bar, category) => [bar?.median ?? 0, category]),
  itemStyle: { color: seriesColour(index) },
  silent: true,
  renderItem: ({ dataIndex }, { coord }) => {
    const bar = values[dataIndex];
    if (bar === undefined) return null;
    const [right = 0, middle = 0] = coord([bar.median, dataIndex]);
    const [left = 0] = coord([0, dataIndex]);
    const top = middle - groupHeight / 2 + index * BAR_HEIGHT;
    const shape = { x: left, y: top, width: right - left, height: BAR_HEIGHT - 2 };
    const rectangle = { type: 'rect', shape, style: { fill: seriesColour(index) } } as const;
    if (bar.low === undefined || bar.high === undefined) return rectangle;
    const [x1 = 0] = coord([bar.low, dataIndex]);
    const [x2 = 0] = coord([bar.high, dataIndex]);
    const y = top + BAR_HEIGHT / 2 - 1;
    const style = { stroke: ink.text.light, lineWidth: 2 };
    return { type: 'group', children: [rectangle, { type: 'line', shape: { x1, x2, y1: y, y2: y }, style }] };
  },
});

const drawTargets = (targets: readonly (number | undefined)[], groupHeight: number): CustomSeriesOption => ({
  type: 'custom',
  name: 'target',
  data: targets.map((target, category) => [target ?? 0, category]),
  itemStyle: { color: ink.text.light },
  silent: true,
  renderItem: ({ dataIndex }, { coord }) => {
    const target = targets[dataIndex];
    if (target === undefined) return null;
    const [x = 0, middle = 0] = coord([target, dataIndex]);
    return {
      type: 'line',
      shape: { x1: x, y1: middle - groupHeight / 2 - 4, x2: x, y2: middle + groupHeight / 2 + 2 },
      style: { stroke: ink.text.light, lineWidth: 2, lineDash: [4, 2] },
    };
  },
});
