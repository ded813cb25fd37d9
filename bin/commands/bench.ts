import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { measures } from '../../bench/measures/measures';
import { REPORT_FILE } from '../../bench/report/read-report';
import { renderReport } from '../../bench/report/render-report';
import { runBench } from '../../bench/run-bench';
import { synthesize } from '../../local/cdk/synthesize';
import { writePerformanceDocument } from '../docs/performance/write-performance-document';

export const bench = new Command('npm run bench --')
  .description(
    'Measures what the function costs beside floors and peers, in some ten minutes, into bench/report.json and docs/performance.md.',
  )
  .addOption(new Option('--only <measure>', 'one measure, into no file').choices(measures.map(({ id }) => id)))
  .addOption(new Option('--smoke', 'shows in seconds that all of it runs, into no file').default(false))
  .action(async ({ only, smoke }) => {
    await using directory = await mkdtempDisposable(join(tmpdir(), 'telemetry-mapping-synth-'));
    const assembly = directory.path;
    await synthesize(assembly);
    const report = await runBench({
      measures: measures.filter(({ id }) => only === undefined || id === only),
      size: smoke ? 'smoke' : 'full',
      seed: 1,
      assembly,
      say: console.error,
    });
    if (only === undefined && !smoke) {
      await writeFile(REPORT_FILE, `${JSON.stringify(report, null, 2)}\n`);
      await writePerformanceDocument();
    }
    console.log(renderReport(report));
  });
