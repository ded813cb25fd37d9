import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { documentsOfTemplates } from '../../bin/docs/documents';
import { inProject } from '../../local/project';

test.each(Object.entries(documentsOfTemplates))('docs/%s is what npm run docs writes now', (file, write) => {
  const text = readFileSync(inProject('docs', file), 'utf8');
  expect(text).toBe(write(text));
});
