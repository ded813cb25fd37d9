import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { documentsOfTemplates } from '../../bin/docs/documents';
import { currentPerformanceDocument } from '../../bin/docs/performance/write-performance-document';
import { inProject } from '../../local/project';

test.each(Object.entries(documentsOfTemplates))('docs/%s is what npm run docs writes now', (file, write) => {
  const text = readFileSync(inProject('docs', file), 'utf8');
  expect(text).toBe(write(text));
});

test('docs/performance.md and its charts are what npm run docs writes of the report of the bench now', async () => {
  const charts = readdirSync(inProject('docs', 'performance')).map((file) => join('performance', file));
  const there = ['performance.md', ...charts].map((file) => [file, readFileSync(inProject('docs', file), 'utf8')]);
  expect(Object.fromEntries(there)).toEqual(await currentPerformanceDocument());
});
