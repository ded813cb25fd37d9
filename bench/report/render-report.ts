import { formatNumber } from '../../local/views/numbers';
import { renderTable, type TableColumn } from '../../local/views/render-table';
import { meetsTarget } from './meets-target';
import type { Figure, MeasureReport, Report, Spread } from './report';

const columns: readonly TableColumn<Figure>[] = [
  { title: 'case', of: (figure) => figure.case },
  { title: 'median', alignRight: true, of: ({ value }) => formatNumber(value.median) },
  { title: 'quartiles', alignRight: true, of: ({ value }) => formatQuartiles(value) },
  { title: 'unit', of: ({ unit }) => unit },
  { title: 'ratio', alignRight: true, of: ({ beside }) => (beside ? formatNumber(beside.ratio.median) : '') },
  { title: 'quartiles', alignRight: true, of: ({ beside }) => (beside ? formatQuartiles(beside.ratio) : '') },
  { title: 'target', of: (figure) => formatTarget(figure) },
  { title: 'beside', of: ({ beside }) => (beside ? `${beside.kind}: ${beside.name}` : '') },
];

export const renderReport = ({ measures, seconds, machine }: Report): string =>
  [
    ...measures.map(renderMeasure),
    `${Math.round(seconds)} s in all, on ${machine.processor}, ${machine.cores} cores, Node ${machine.node}`,
  ].join('\n\n');

const renderMeasure = ({ id, title, seconds, figures }: MeasureReport): string => {
  const filled = columns.filter(({ of }) => figures.some((figure) => of(figure) !== ''));
  // Of whatever width: what is cut would be missed.
  const table = renderTable(filled, figures, Number.POSITIVE_INFINITY);
  return [`${title} (${id}, ${Math.round(seconds)} s)`, ...table].join('\n');
};

/** What was counted has none. */
const formatQuartiles = ({ lowerQuartile, upperQuartile }: Spread): string =>
  lowerQuartile === upperQuartile ? '' : `${formatNumber(lowerQuartile)} to ${formatNumber(upperQuartile)}`;

const formatTarget = (figure: Figure): string => {
  if (!figure.target) return '';
  const { of, is, limit } = figure.target;
  return `${meetsTarget(figure) ? 'met' : 'missed'}: ${of} ${is} ${formatNumber(limit)}`;
};
