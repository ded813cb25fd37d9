import { z } from 'zod';

/** The part of JSON Schema that the schemas of events use. */
const Schema = z.object({
  type: z.enum(['object', 'array', 'string', 'number', 'integer']),
  const: z.union([z.string(), z.number()]).optional(),
  format: z.string().optional(),
  additionalProperties: z.boolean().optional(),
  required: z.array(z.string()).default([]),
  get properties() {
    return z.record(z.string(), Schema).default({});
  },
  get items() {
    return Schema.optional();
  },
});
type Schema = z.infer<typeof Schema>;

const Union = z.object({ oneOf: z.array(Schema) });

/** What each field of an event holds, by path: a type, with its format, or a constant. */
export type Fields = Readonly<Record<string, string>>;

/** The fields of each kind of event in a schema. Those that an event may lack have a `?` at their path's end. */
export const schemaFields = (schema: object): readonly Fields[] =>
  Union.parse(schema).oneOf.map((kind) => Object.fromEntries(fieldsOf(kind, '')));

const fieldsOf = (schema: Schema, path: string): readonly (readonly [string, string])[] => {
  if (schema.type === 'object') {
    const open = schema.additionalProperties === false ? [] : [[`${path}*`, 'anything'] as const];
    const named = Object.entries(schema.properties).flatMap(([name, property]) =>
      fieldsOf(property, `${path && `${path}.`}${name}${schema.required.includes(name) ? '' : '?'}`),
    );
    return [...named, ...open];
  }
  if (schema.items) return fieldsOf(schema.items, `${path}[]`);
  if (schema.const !== undefined) return [[path, JSON.stringify(schema.const)]];
  return [[path, schema.format ? `${schema.type} ${schema.format}` : schema.type]];
};
