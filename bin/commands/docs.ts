import { readFile, writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { inProject } from '../../local/project';
import { documents, documentsOfTemplates } from '../docs/documents';
import { writePerformanceDocument } from '../docs/performance/write-performance-document';

export const docs = new Command('npm run docs')
  .description('Writes anew what of docs/ is written from the code.')
  .action(async () => {
    for (const [file, write] of Object.entries({ ...documents, ...documentsOfTemplates })) {
      const path = inProject('docs', file);
      await writeFile(path, write(await readFile(path, 'utf8')));
    }
    await writePerformanceDocument();
  });
