import { readFile } from 'node:fs/promises';
import { inProject } from '../../local/project';
import { Report } from './report';

/** What `npm run bench` wrote last. */
export const REPORT_FILE = inProject('bench', 'report.json');

/** @throws Error that says what is wrong with the file, and how to have another */
export const readReport = async (file = REPORT_FILE): Promise<Report> => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw unreadable(file, 'cannot be read');
  });
  const parsed = Report.safeParse(parseJson(text, file));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw unreadable(file, `is no report of this version: ${first?.path.join('.')}: ${first?.message}`);
};

const parseJson = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(file, 'is not JSON');
  }
};

const unreadable = (file: string, problem: string): Error =>
  new Error(`The report ${file} ${problem}. Run npm run bench, which writes it anew.`);
