import type { Figure, MeasureReport, Plot, Report } from '../../../bench/report/report';

/** What a document cannot be written without. */
const missing = (what: string): Error =>
  new Error(`The report has no ${what}. Run npm run bench, which writes bench/report.json anew.`);

/** @throws Error, as the others, where the report is of another bench */
export const measureOf = ({ measures }: Report, id: string): MeasureReport => {
  const found = measures.find((measure) => measure.id === id);
  if (!found) throw missing(`measure ${id}`);
  return found;
};

export const countOf = ({ id, counts }: MeasureReport, name: string): number => {
  const count = counts[name];
  if (count === undefined) throw missing(`count "${name}" of the measure ${id}`);
  return count;
};

export const plotOf = ({ id, plots }: MeasureReport, title: string): Plot => {
  const found = plots.find((plot) => plot.title === title);
  if (!found) throw missing(`plot "${title}" of the measure ${id}`);
  return found;
};

/** The figure whose ratio to what it stands beside is the least, or the most, of all. */
export const furthest = ({ id, figures }: MeasureReport, is: 'least' | 'most'): Figure => {
  const ratioOf = ({ beside }: Figure): number => beside?.ratio.median ?? Number.NaN;
  const sorted = figures.filter(({ beside }) => beside).toSorted((a, b) => ratioOf(a) - ratioOf(b));
  const found = sorted.at(is === 'least' ? 0 : -1);
  if (!found) throw missing(`figure of the measure ${id} beside something else`);
  return found;
};

/** The figure whose value is the most. */
export const greatest = ({ id, figures }: MeasureReport): Figure => {
  const [found] = figures.toSorted((a, b) => b.value.median - a.value.median);
  if (!found) throw missing(`figure of the measure ${id}`);
  return found;
};

/** Of a line that is named after it: `500 submissions`. */
export const batchSizeOf = (line: string): number => {
  const [, digits] = /^([\d,]+) submissions?$/.exec(line) ?? [];
  if (digits === undefined) throw missing(`line of a batch size, but one that is called "${line}"`);
  return Number(digits.replaceAll(',', ''));
};
