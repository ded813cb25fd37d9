import { meetsTarget } from '../../../bench/report/meets-target';
import type { Figure, MeasureReport, Report, Spread } from '../../../bench/report/report';
import { formatNumber } from '../../../local/views/numbers';
import { markdownTable } from './markdown-table';
import { formatSpread } from './numbers';

/** The same figure of a report of before. */
export const figureBefore = (before: MeasureReport | undefined, figure: Figure): Figure | undefined =>
  before?.figures.find(({ case: name, beside }) => name === figure.case && beside?.name === figure.beside?.name);

/** What has a target, of all measures: what it was before, what it is, and what it should be. */
export const targetsTable = (now: Report, before: Report): string =>
  markdownTable(
    ['measure', 'case', 'before', 'target', 'now', 'met'],
    now.measures.flatMap(({ id, figures }) => {
      const former = before.measures.find((measure) => measure.id === id);
      return figures
        .filter(({ target }) => target)
        .map((figure) => [
          id,
          figure.case,
          formatBefore(figureBefore(former, figure)),
          formatTarget(figure),
          formatSpread(targeted(figure)),
          formatMet(figure),
        ]);
    }),
  );

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
  const isKnownBefore = figures.some((figure) => figureBefore(before, figure));
  const titles = [
    'case',
    units.size === 1 ? unit : 'figure',
    ...(isCompared && others.size > 1 ? ['beside'] : []),
    ...(isCompared ? [others.size === 1 ? `ratio to: ${other}` : 'ratio'] : []),
    ...(isKnownBefore ? ['before'] : []),
    ...(isTargeted ? ['target', 'met'] : []),
  ];
  const rows = figures.map((figure) => [
    figure.case,
    `${formatSpread(figure.value)}${units.size === 1 || figure.unit === '1' ? '' : ` ${figure.unit}`}`,
    ...(isCompared && others.size > 1 ? [figure.beside?.name ?? ''] : []),
    ...(isCompared ? [figure.beside ? formatSpread(figure.beside.ratio) : ''] : []),
    ...(isKnownBefore ? [formatBefore(figureBefore(before, figure))] : []),
    ...(isTargeted ? [formatTarget(figure), formatMet(figure)] : []),
  ]);
  return markdownTable(titles, rows);
};

/** What a target is of; without one, the ratio, since figures of different runs say little. */
const targeted = ({ value, beside, target }: Figure): Spread =>
  target?.of === 'value' ? value : (beside?.ratio ?? value);

const formatBefore = (figure: Figure | undefined): string => (figure ? formatNumber(targeted(figure).median) : '');

const formatTarget = ({ target }: Figure): string => (target ? `${target.is} ${formatNumber(target.limit)}` : '');

const formatMet = (figure: Figure): string => (figure.target ? (meetsTarget(figure) ? 'yes' : '**no**') : '');
