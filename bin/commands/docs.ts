import { writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { settingsDocument } from '../../lib/settings/settings-document';
import { inProject } from '../../local/project';

/** What of docs/ is written from the code, by file. */
const documents: Readonly<Record<string, () => string>> = {
  'settings.md': settingsDocument,
};

export const docs = new Command('npm run docs')
  .description('Writes anew what of docs/ is written from the code.')
  .action(async () => {
    for (const [file, document] of Object.entries(documents)) await writeFile(inProject('docs', file), document());
  });
