import type { MeasureReport, Plot, Spread } from '../../../bench/report/report';
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
  ...ratioChart(measure, before),
  ...measure.plots.map((plot) => plotChart(measure.id, plot)),
];

const ratioChart = (measure: MeasureReport, before: MeasureReport | undefined): readonly Chart[] => {
  const compared = measure.figures.filter(({ beside }) => beside);
  if (compared.length === 0) return [];
  const description = `${measure.title}. Bars show the ratio of each case to what it stands beside, with quartiles; dashes mark targets. The figures are in the table.`;
  const now = { name: 'now', values: compared.map(({ beside }) => beside && measured(beside.ratio)) };
  const earlier = compared.map((figure) => figureBefore(before, figure)?.beside);
  const svg = barChart({
    title: measure.title,
    description,
    valueName: 'ratio to what it stands beside',
    categories: compared.map((figure) => figure.case),
    series: before
      ? [{ name: 'before', values: earlier.map((beside) => beside && measured(beside.ratio)) }, now]
      : [now],
    targets: compared.map(({ target }) => (target?.of === 'ratio' ? target.limit : undefined)),
  });
  return [{ file: `${measure.id}.svg`, svg, description }];
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

const measured = ({ median, lowerQuartile, upperQuartile }: Spread): Measured =>
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
