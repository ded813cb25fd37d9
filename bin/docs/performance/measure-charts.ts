import type { Figure, MeasureReport, Plot, Spread } from '../../../bench/report/report';
import type { Axis } from '../../../charts/axis';
import { barChart } from '../../../charts/bar-chart';
import { lineChart } from '../../../charts/line-chart';
import type { Measured } from '../../../charts/measured';
import { figureBefore } from './figures-table';

export interface Chart {
  /** Below docs/performance. */
  readonly file: string;
  readonly svg: string;
  /** For people who do not see it. */
  readonly description: string;
}

/** The charts of a measure: what it is beside its floors and peers, and each of its plots. */
export const chartsOf = (measure: MeasureReport, before: MeasureReport | undefined): readonly Chart[] => [
  ...ratioCharts(measure, before),
  ...measure.plots.map((plot) => plotChart(measure.id, plot)),
];

/** One, unless a case stands beside several: then one for each of these. */
const ratioCharts = ({ id, title, figures }: MeasureReport, before: MeasureReport | undefined): readonly Chart[] => {
  const compared = figures.filter(({ beside }) => beside);
  if (compared.length === 0) return [];
  const others = [...new Set(compared.map(nameBeside))];
  if (others.length > 1 && new Set(compared.map((figure) => figure.case)).size === compared.length) {
    return [ratioChart({ file: `${id}.svg`, title, other: 'what it stands beside', compared, before })];
  }
  return others.map((other) => {
    const file = others.length === 1 ? `${id}.svg` : `${id}-${slug(other)}.svg`;
    return ratioChart({ file, title, other, compared: compared.filter((one) => nameBeside(one) === other), before });
  });
};

const nameBeside = ({ beside }: Figure): string => beside?.name ?? '';

interface RatioChart {
  readonly file: string;
  readonly title: string;
  /** What the figures stand beside. */
  readonly other: string;
  readonly compared: readonly Figure[];
  readonly before: MeasureReport | undefined;
}

const ratioChart = ({ file, title, other, compared, before }: RatioChart): Chart => {
  const description = `${title}. Bars show the ratio of each case to: ${other}, with quartiles; dashes mark targets. The figures are in the table.`;
  const ratioOf = (figure: Figure | undefined) => figure?.beside && measured(figure.beside.ratio);
  const now = { name: 'now', values: compared.map(ratioOf) };
  const former = { name: 'before', values: compared.map((figure) => ratioOf(figureBefore(before, figure))) };
  const targets = compared.map(({ target }) => (target?.of === 'ratio' ? target.limit : undefined));
  const svg = barChart({
    title,
    description,
    valueName: `ratio to: ${other}`,
    categories: compared.map((figure) => figure.case),
    series: former.values.some((value) => value) ? [former, now] : [now],
    ...(targets.some((target) => target !== undefined) && { targets }),
  });
  return { file, svg, description };
};

const plotChart = (id: string, plot: Plot): Chart => {
  const description = `${plot.title}: ${plot.y.label} by ${plot.x.label}, for ${plot.lines.map(({ name }) => name).join(', ')}.`;
  const svg = lineChart({
    title: plot.title,
    description,
    x: toAxis(plot.x, xsOf(plot)),
    y: toAxis(plot.y, ysOf(plot)),
    series: plot.lines.map(({ name, points }) => ({ name, points: points.map(({ x, y }) => ({ x, ...measured(y) })) })),
  });
  return { file: `${id}-${slug(plot.title)}.svg`, svg, description };
};

/** With quartiles, where there are any. */
export const measured = ({ median, lowerQuartile, upperQuartile }: Spread): Measured =>
  lowerQuartile === upperQuartile ? { median } : { median, low: lowerQuartile, high: upperQuartile };

const xsOf = ({ lines }: Plot): readonly number[] => lines.flatMap(({ points }) => points.map(({ x }) => x));
const ysOf = ({ lines }: Plot): readonly number[] => lines.flatMap(({ points }) => points.map(({ y }) => y.median));

/** Marks at powers of ten would be few where all is within two of them. */
const toAxis = ({ label, scale }: Plot['x'], values: readonly number[]): Axis => ({
  name: label,
  scale: scale === 'linear' ? 'linear' : { base: Math.max(...values) / Math.min(...values) > 200 ? 10 : 2 },
});

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
