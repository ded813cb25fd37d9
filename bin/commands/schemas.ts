import { writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { inProject } from '../../local/project';
import { jsonSchemas } from '../../schemas/formats/json-schemas';

export const schemas = new Command('npm run schemas')
  .description('Writes the JSON Schemas of submissions and of published events anew.')
  .action(async () => {
    for (const [file, schema] of Object.entries(jsonSchemas())) {
      await writeFile(inProject('schemas', file), `${JSON.stringify(schema, null, 2)}\n`);
    }
  });
