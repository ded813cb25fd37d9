import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** 2,000 message bodies of a real sensor fleet, one a line: 1,801 valid ones with 14,395 events, and 199 broken ones. */
export const CAPTURED_BODIES_FILE = join(import.meta.dirname, 'captured-submissions.b64');

export const readCapturedBodies = async (): Promise<readonly string[]> =>
  (await readFile(CAPTURED_BODIES_FILE, 'utf8')).split('\n').filter((line) => line !== '');
