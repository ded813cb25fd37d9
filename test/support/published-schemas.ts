import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { inProject } from '../../local/project';

const directory = inProject('schemas');

export const publishedSchemaFiles = (): readonly string[] =>
  readdirSync(directory).filter((file) => file.endsWith('.schema.json'));

export const readPublishedSchema = (file: string): object => JSON.parse(readFileSync(join(directory, file), 'utf8'));

/**
 * A validator of one of the schemas, other than the library that wrote them.
 *
 * @returns what is wrong with a value; empty where nothing is
 */
export const createValidator = (file: string): ((value: unknown) => readonly ErrorObject[]) => {
  const ajv = new Ajv2020();
  addFormats(ajv);
  const validate = ajv.compile(readPublishedSchema(file));
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
};
