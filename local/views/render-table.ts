import { cut, printable, widthOf } from './text-width';

export interface TableColumn<Row> {
  readonly title: string;
  readonly alignRight?: boolean;
  readonly of: (row: Row) => string;
}

const GAP = '  ';
/** Holds a connection between two IPv4 addresses whole: `192.168.100.100 -> 142.250.174.110:47248`. */
const LAST_COLUMN = 40;

/**
 * A table of whole words: its titles, then its rows. The last column has what the others leave, and is cut with a mark
 * where that is too little; before it comes to that, those to its left give way.
 */
export const renderTable = <Row>(
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  width: number,
): readonly string[] => {
  const all = columns.map((column) => {
    const cells = [column.title, ...rows.map((row) => printable(column.of(row)))];
    return { alignRight: column.alignRight === true, cells, width: Math.max(...cells.map(widthOf)) };
  });
  const last = all.at(-1);
  if (!last) return [];
  const others = all.slice(0, -1);
  const left = (): number => width - others.reduce((taken, column) => taken + column.width + GAP.length, 0);
  while (others.length > 0 && left() < Math.min(LAST_COLUMN, last.width)) others.pop();
  return last.cells.map((text, row) => {
    const cells = others.map((column) => pad(column.cells[row] ?? '', column.width, column.alignRight));
    return [...cells, cut(text, left())].join(GAP);
  });
};

const pad = (text: string, width: number, alignRight: boolean): string => {
  const space = ' '.repeat(width - widthOf(text));
  return alignRight ? space + text : text + space;
};
