import { mkdir, rm, writeFile } from 'node:fs/promises';
import { readReport } from '../../../bench/report/read-report';
import cdkJson from '../../../cdk.json' with { type: 'json' };
import { Prices } from '../../../costs/prices';
import prices from '../../../costs/prices.json' with { type: 'json' };
import { assertSettings, completeSettings } from '../../../lib/settings/complete-settings';
import { inProject } from '../../../local/project';
import { countMonitoring } from '../templates/count-monitoring';
import { type DocumentFiles, performanceDocument } from './performance-document';

/** By the same command, of the function before it was made faster: what `before` is in the document. */
const REPORT_OF_BEFORE = inProject('bench', 'report-before.json');

/** Where prices are told for: those of the region that most of them are known for. */
const REGION = 'us-east-1';

/** The stage whose alarms and metrics are counted, since none has more. */
const WATCHED_STAGE = 'prod';

/** What is written of the reports, prices and settings that there are. */
export const currentPerformanceDocument = async (): Promise<DocumentFiles> =>
  performanceDocument({
    report: await readReport(),
    before: await readReport(REPORT_OF_BEFORE),
    prices: Prices.parse(prices),
    region: REGION,
    settings: completeSettings(),
    stages: Object.fromEntries(
      Object.entries(cdkJson.context.stages).map(([name, chosen]) => {
        assertSettings(chosen);
        return [name, completeSettings(chosen)];
      }),
    ),
    monitoring: countMonitoring(WATCHED_STAGE),
  });

/** Writes docs/performance.md and its charts, and leaves no chart of another report. */
export const writePerformanceDocument = async (): Promise<void> => {
  const files = await currentPerformanceDocument();
  await rm(inProject('docs', 'performance'), { recursive: true, force: true });
  await mkdir(inProject('docs', 'performance'));
  for (const [file, text] of Object.entries(files)) await writeFile(inProject('docs', file), text);
};
