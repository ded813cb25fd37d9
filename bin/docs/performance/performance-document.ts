import { meetsTarget } from '../../../bench/report/meets-target';
import type { MeasureReport, Report } from '../../../bench/report/report';
import { formatNumber } from '../../../local/views/numbers';
import { type CostsProps, costsSection } from './costs-section';
import { type DefaultsProps, defaultsSection } from './defaults-section';
import { figuresTable, targetsTable } from './figures-table';
import { type Chart, chartsOf } from './measure-charts';
import { measureNotes } from './measure-notes';
import { outcomeCharts } from './outcome-charts';

/** The files of the document, below docs/. */
export type DocumentFiles = Readonly<Record<string, string>>;

export interface PerformanceDocumentProps extends CostsProps, DefaultsProps {
  /** By the same command, before the function was made faster. */
  readonly before: Report;
}

/** docs/performance.md and its charts. */
export const performanceDocument = (props: PerformanceDocumentProps): DocumentFiles => {
  const { report, before } = props;
  const measured = report.measures.map((measure) => {
    const former = before.measures.find(({ id }) => id === measure.id);
    return { measure, former, charts: [...chartsOf(measure, former), ...(outcomeCharts[measure.id]?.(measure) ?? [])] };
  });
  const costs = costsSection(props);
  const text = [
    introduction(props),
    costs.text,
    defaultsSection(props),
    ...measured.map(({ measure, former, charts }) => measureSection(measure, former, charts)),
    runIt(report),
  ].join('\n\n');
  const charts = [...measured.flatMap((one) => one.charts), costs.chart];
  return {
    'performance.md': `${text}\n`,
    ...Object.fromEntries(charts.map(({ file, svg }) => [`performance/${file}`, svg])),
  };
};

const introduction = ({ report, before }: Pick<PerformanceDocumentProps, 'report' | 'before'>): string => {
  const targeted = report.measures.flatMap(({ figures }) => figures).filter(({ target }) => target);
  const met = targeted.filter((figure) => meetsTarget(figure));
  return `# Performance

<!-- Written by \`npm run docs\` from bench/report.json: run \`npm run bench\` for another report. -->

What the function costs, measured beside floors and peers in the same run: a floor does less than what is asked for, so
nothing gets far below what it costs; a peer does the same in another way. Of ${targeted.length} targets, ${met.length} are met.

Ratios hold on other machines, times do not. Each figure is the median of rounds in which the contenders take turns, with
the quartiles in brackets. Measured on ${describeMachine(report)} on ${day(report)}; what stands under _before_, on
${describeMachine(before)} on ${day(before)}, by the same command with the function as it was then. How to run it again:
[below](#run-it).

## Targets

${targetsTable(report, before)}`;
};

const describeMachine = ({ machine: { processor, cores, node } }: Report): string =>
  `${processor} with ${cores} cores and Node ${node}`;

const day = ({ date }: Report): string => date.slice(0, 'YYYY-MM-DD'.length);

const measureSection = (measure: MeasureReport, before: MeasureReport | undefined, charts: readonly Chart[]): string =>
  [
    `## ${measure.title}`,
    ...[measureNotes[measure.id]?.(measure)].filter((note) => note !== undefined),
    ...charts.map(({ file, description }) => `![${description}](performance/${file})`),
    ...(measure.figures.length === 0
      ? []
      : [`<details><summary>The figures</summary>\n\n${figuresTable(measure, before)}\n\n</details>`]),
  ].join('\n\n');

const runIt = ({ seconds, seed }: Report): string => `## Run it

\`\`\`sh
npm run bench
\`\`\`

It takes ${formatNumber(seconds / 60)} minutes on two cores that do nothing else, writes \`bench/report.json\` and this document anew, and draws
the same submissions each time (seed ${seed}). \`npm run bench -- --only mapping\` runs one measure, and writes nothing. Where
\`costs/prices.json\` or settings have changed, \`npm run docs\` writes the document of the report that is there.`;
