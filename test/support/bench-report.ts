import type { Figure, MeasureReport, Plot, Report, Spread } from '../../bench/report/report';

/** @param apart how far the quartiles are from the median */
export const spread = (median: number, apart = 0): Spread => ({
  median,
  lowerQuartile: median - apart,
  upperQuartile: median + apart,
  rounds: 5,
});

/** A measure of a report, empty but for what is given. */
export const measureReport = (measure: Partial<MeasureReport>): MeasureReport => ({
  id: 'speed',
  title: 'Speed of the function',
  seconds: 60,
  figures: [],
  plots: [],
  counts: {},
  ...measure,
});

const plot = (title: string, lines: Plot['lines']): Plot => ({
  title,
  x: { label: 'x', scale: 'log' },
  y: { label: 'y', scale: 'log' },
  lines,
});

const besideLongest = (value: number): NonNullable<Figure['beside']> => ({
  kind: 'floor',
  name: 'the longest',
  value: spread(value),
  ratio: spread(2),
});

/** GB-seconds of 4 and 1 for batches of 10 and 1,000, twice that for twice the memory, a log of 1,000 bytes a submission. */
const neededForCosts: readonly MeasureReport[] = [
  measureReport({
    id: 'traffic',
    title: 'Traffic',
    counts: {
      submissions: 100,
      events: 800,
      'bytes of messages': 300_000,
      'bytes of records': 400_000,
      'kilobytes of records, each rounded up': 800,
      'payload units of records': 800,
    },
    plots: [plot('Log by batch size', [{ name: 'function', points: [{ x: 1, y: spread(1_000) }] }])],
  }),
  measureReport({
    id: 'gb-seconds',
    title: 'GB-seconds',
    plots: ['Billed for a million events, at 10 ms a call', 'Billed for an invocation, at 10 ms a call'].map((title) =>
      plot(
        title,
        [
          [10, 4],
          [1_000, 1],
        ].map(([size = 0, y = 0]) => ({
          name: `${size} submissions`,
          points: [1, 2].map((times) => ({ x: 1_024 * times, y: spread(y * times) })),
        })),
      ),
    ),
  }),
  measureReport({
    id: 'memory',
    title: 'Memory',
    figures: [
      { case: '1 submission', unit: 'MB', value: spread(80) },
      { case: '1,000 submissions', unit: 'MB', value: spread(240) },
    ],
  }),
  measureReport({
    id: 'round-trips',
    title: 'Round trips',
    figures: [
      { case: '10 submissions, 20 ms a call', unit: 'ms', value: spread(300), beside: besideLongest(280) },
      { case: '1000 submissions, 20 ms a call', unit: 'ms', value: spread(2_500), beside: besideLongest(1_000) },
    ],
  }),
];

/** A report with what the document is not written without, and with more measures. */
export const benchReport = (...measures: readonly Partial<MeasureReport>[]): Report => ({
  date: '2026-11-24T18:00:00.000Z',
  size: 'full',
  machine: { processor: 'Abacus', cores: 2, node: 'v24.0.0' },
  seed: 1,
  seconds: 120,
  measures: [...measures.map(measureReport), ...neededForCosts],
});

/** A figure whose ratio has a target. */
export const targetedFigure = (name: string, ratio: number, limit: number): Figure => ({
  case: name,
  unit: 'events per CPU second',
  value: spread(123_456, 1_000),
  beside: { kind: 'floor', name: 'no validation', value: spread(200_000), ratio: spread(ratio, 0.01) },
  target: { of: 'ratio', is: 'at least', limit },
});
