import { renderTable, type TableColumn } from '../../local/views/render-table';
import { meetsTarget } from './meets-target';
import type { Figure, MeasureReport, Report, Spread } from './report';

interface Row {
  readonly measure: string;
  readonly figure: Figure;
}

const columns: readonly TableColumn<Row>[] = [
  { title: 'measure', of: ({ measure }) => measure },
  { title: 'case', of: ({ figure }) => figure.case },
  { title: 'median', alignRight: true, of: ({ figure }) => formatNumber(figure.value.median) },
  { title: 'quartiles', alignRight: true, of: ({ figure }) => formatQuartiles(figure.value) },
  { title: 'unit', of: ({ figure }) => figure.unit },
  {
    title: 'ratio',
    alignRight: true,
    of: ({ figure: { beside } }) => (beside ? formatNumber(beside.ratio.median) : ''),
  },
  {
    title: 'quartiles',
    alignRight: true,
    of: ({ figure: { beside } }) => (beside ? formatQuartiles(beside.ratio) : ''),
  },
  { title: 'target', of: ({ figure }) => formatTarget(figure) },
  { title: 'beside', of: ({ figure: { beside } }) => (beside ? `${beside.kind}: ${beside.name}` : '') },
];

/** Wider than most terminals: what is left out there is in the file. */
const WIDTH = 200;

export const renderReport = ({ measures, seconds, machine }: Report): string =>
  [
    `On ${machine.processor}, ${machine.cores} cores, Node ${machine.node}`,
    ...renderTable(columns, measures.flatMap(toRows), WIDTH),
    ...measures.map(({ id, seconds }) => `${id} took ${Math.round(seconds)} s`),
    `${Math.round(seconds)} s in all`,
  ].join('\n');

const toRows = ({ id, figures }: MeasureReport): readonly Row[] => figures.map((figure) => ({ measure: id, figure }));

const formatNumber = (number: number): string => number.toLocaleString('en', { maximumSignificantDigits: 3 });

/** What was counted has none. */
const formatQuartiles = ({ lowerQuartile, upperQuartile }: Spread): string =>
  lowerQuartile === upperQuartile ? '' : `${formatNumber(lowerQuartile)} to ${formatNumber(upperQuartile)}`;

const formatTarget = (figure: Figure): string => {
  if (!figure.target) return '';
  const { of, is, limit } = figure.target;
  return `${meetsTarget(figure) ? 'met' : 'missed'}: ${of} ${is} ${formatNumber(limit)}`;
};
