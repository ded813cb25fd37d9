import { meetsTarget } from '../../../bench/report/meets-target';
import type { Figure, MeasureReport } from '../../../bench/report/report';
import { markdownTable } from './markdown-table';
import { formatNumber, formatSpread } from './numbers';

/** The same figure of a report of before. */
export const figureBefore = (before: MeasureReport | undefined, { case: name }: Figure): Figure | undefined =>
  before?.figures.find((figure) => figure.case === name);

/**
 * The figures of a measure: each with its quartiles, beside its floor or peer, and where it was before.
 *
 * @param before of the same measure; undefined where it is newer than the report of before
 */
export const figuresTable = ({ figures }: MeasureReport, before: MeasureReport | undefined): string => {
  const units = new Set(figures.map(({ unit }) => unit));
  const others = new Set(figures.map(({ beside }) => beside?.name));
  const [unit = ''] = units;
  const [other] = others;
  const isCompared = figures.some(({ beside }) => beside);
  const isTargeted = figures.some(({ target }) => target);
  const titles = [
    'case',
    units.size === 1 ? unit : 'figure',
    ...(isCompared && others.size > 1 ? ['beside'] : []),
    ...(isCompared ? [others.size === 1 ? `ratio to: ${other}` : 'ratio'] : []),
    ...(before ? ['before'] : []),
    ...(isTargeted ? ['target', 'met'] : []),
  ];
  const rows = figures.map((figure) => [
    figure.case,
    `${formatSpread(figure.value)}${units.size === 1 || figure.unit === '1' ? '' : ` ${figure.unit}`}`,
    ...(isCompared && others.size > 1 ? [figure.beside?.name ?? ''] : []),
    ...(isCompared ? [figure.beside ? formatSpread(figure.beside.ratio) : ''] : []),
    ...(before ? [formatBefore(figureBefore(before, figure))] : []),
    ...(isTargeted ? [formatTarget(figure), formatMet(figure)] : []),
  ]);
  return markdownTable(titles, rows);
};

/** The ratio where there is one: figures of different runs say little. */
const formatBefore = (figure: Figure | undefined): string =>
  figure ? formatNumber((figure.beside?.ratio ?? figure.value).median) : '';

const formatTarget = ({ target }: Figure): string => (target ? `${target.is} ${formatNumber(target.limit)}` : '');

const formatMet = (figure: Figure): string => (figure.target ? (meetsTarget(figure) ? 'yes' : '**no**') : '');
