import { mkdir, rm, writeFile } from 'node:fs/promises';
import { readReport } from '../../../bench/report/read-report';
import { inProject } from '../../../local/project';
import { type DocumentFiles, performanceDocument } from './performance-document';

/** By the same command, of the function before it was made faster: what `before` is in the document. */
const REPORT_OF_BEFORE = inProject('bench', 'report-before.json');

/** What is written of the reports that are there. */
export const currentPerformanceDocument = async (): Promise<DocumentFiles> =>
  performanceDocument(await readReport(), await readReport(REPORT_OF_BEFORE));

/** Writes docs/performance.md and its charts, and leaves no chart of another report. */
export const writePerformanceDocument = async (): Promise<void> => {
  const files = await currentPerformanceDocument();
  await rm(inProject('docs', 'performance'), { recursive: true, force: true });
  await mkdir(inProject('docs', 'performance'));
  for (const [file, text] of Object.entries(files)) await writeFile(inProject('docs', file), text);
};
