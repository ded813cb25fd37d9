import type { Ordering } from '../../lambda/contract/ordering';
import type { ScenarioResult } from './run-scenario';

/** The results as a Markdown table. */
export const renderTable = (results: ReadonlyMap<string, ScenarioResult>, ordering: Ordering, seed: number): string =>
  [
    `Faults, ordering ${ordering}, seed ${seed}:`,
    '',
    '| fault | submissions | events | lost | out of order | dead-lettered | duplicates | amplification | time |',
    '| --- | --: | --: | --: | --: | --: | --: | --: | --: |',
    ...[...results].map(
      ([name, { submissions, events, faults, left, duplicates, amplification, seconds }]) =>
        `| ${name} | ${submissions} | ${events} | ${faults.lost} | ${faults.outOfOrder} | ${left.deadLetterQueue} | ${duplicates} | ${amplification.toFixed(3)} | ${seconds.toFixed(1)} s |`,
    ),
  ].join('\n');
