import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { settingsDocument } from '../lib/settings/settings-document';

/** What of docs/ is written from the code, by file. */
const documents: Readonly<Record<string, string>> = {
  'settings.md': settingsDocument(),
};

for (const [file, text] of Object.entries(documents)) {
  await writeFile(join(import.meta.dirname, '..', 'docs', file), text);
}
