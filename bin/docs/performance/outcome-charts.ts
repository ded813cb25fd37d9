import type { MeasureReport } from '../../../bench/report/report';
import { barChart } from '../../../charts/bar-chart';
import { type Chart, measured } from './measure-charts';
import { peerOutcomes } from './peer-outcomes';

/** What a start reads of a dependency is called after it. */
const PART_OF_BUNDLE = 'bundle: ';

/** What bars show beside ratios, by the measure's id. */
export const outcomeCharts: Readonly<Record<string, (measure: MeasureReport) => readonly Chart[]>> = {
  start: ({ figures }) => {
    const parts = figures.filter((figure) => figure.case.startsWith(PART_OF_BUNDLE));
    const names = parts.map((figure) => figure.case.slice(PART_OF_BUNDLE.length));
    const title = 'What a start reads, by dependency';
    const description = `${title}, in bytes: ${names.join(', ')}.`;
    const svg = barChart({
      title,
      description,
      valueName: 'bytes',
      categories: names,
      series: [{ name: 'deployed function', values: parts.map(({ value }) => measured(value)) }],
    });
    return [{ file: 'start-bundle.svg', svg, description }];
  },
  peers: (measure) => {
    const outcomes = peerOutcomes(measure);
    const functions = [...new Set(outcomes.map(({ name }) => name))];
    const outcomeOf = (name: string, what: string) => {
      const found = outcomes.find((one) => one.name === name && one.what === what);
      return found && measured(found.figure.value);
    };
    const chart = (file: string, title: string, valueName: string, shown: readonly string[]): Chart => {
      const description = `${title}, of ${functions.join('; ')}.`;
      const series = shown.map((what) => ({ name: what, values: functions.map((name) => outcomeOf(name, what)) }));
      return { file, svg: barChart({ title, description, valueName, categories: functions, series }), description };
    };
    return [
      chart('peers-loss.svg', 'What comes of the events while a tenth of the records fails', '% of events', [
        'lost',
        'out of order',
        'twice',
      ]),
      chart('peers-time.svg', 'How long a batch takes while a tenth of the records fails', 'ms', ['time']),
    ];
  },
};
