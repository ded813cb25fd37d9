import type { ScenarioResult } from './run-scenario';

/** The results as a Markdown table. */
export const renderTable = (results: ReadonlyMap<string, ScenarioResult>, seed: number): string =>
  [
    `Faults, seed ${seed}:`,
    '',
    '| fault | submissions | events | lost | out of order | dead-lettered | duplicates | amplification | time |',
    '| --- | --: | --: | --: | --: | --: | --: | --: | --: |',
    ...[...results].map(
      ([name, { submissions, events, lost, outOfOrder, deadLettered, duplicates, amplification, seconds }]) =>
        `| ${name} | ${submissions} | ${events} | ${lost} | ${outOfOrder} | ${deadLettered} | ${duplicates} | ${amplification.toFixed(3)} | ${seconds.toFixed(1)} s |`,
    ),
  ].join('\n');
