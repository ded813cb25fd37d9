import type { EChartsOption } from 'echarts';
import { ink } from './palette';

/** What a direction of a chart measures. */
export interface Axis {
  /** With its unit, such as `delay (ms)`. */
  readonly name: string;
  /** Logarithmic ones are marked at powers of the base. */
  readonly scale: 'linear' | { readonly base: 2 | 10 };
}

const style = {
  nameLocation: 'middle',
  nameTextStyle: { color: ink.quiet.light, fontSize: 13 },
  axisLabel: { color: ink.quiet.light, fontSize: 12, hideOverlap: true },
  axisLine: { lineStyle: { color: ink.quiet.light } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: ink.grid.light } },
} as const;

export const formatMark = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 4 });

const labelled = { ...style.axisLabel, formatter: formatMark };

export const valueAxis = ({ name, scale }: Axis, nameGap: number) =>
  scale === 'linear'
    ? ({ ...style, type: 'value', name, nameGap, axisLabel: labelled } as const)
    : ({ ...style, type: 'log', logBase: scale.base, name, nameGap, axisLabel: labelled } as const);

/**
 * From the first at the top to the last at the bottom.
 *
 * @param labelWidth in pixels: longer names have several lines
 */
export const categoryAxis = (categories: readonly string[], labelWidth: number) =>
  ({
    ...style,
    type: 'category',
    data: [...categories],
    inverse: true,
    splitLine: { show: false },
    axisLabel: { ...style.axisLabel, interval: 0, width: labelWidth, overflow: 'break' },
  }) satisfies EChartsOption['yAxis'];
