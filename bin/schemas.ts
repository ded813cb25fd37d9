import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonSchemas } from '../schemas/definitions/json-schemas';

const directory = join(import.meta.dirname, '..', 'schemas');

await mkdir(directory, { recursive: true });
for (const [file, schema] of Object.entries(jsonSchemas())) {
  await writeFile(join(directory, file), `${JSON.stringify(schema, null, 2)}\n`);
}
