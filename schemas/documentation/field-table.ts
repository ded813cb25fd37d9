import { z } from 'zod';

/** The part of JSON Schema that the schemas of events use. */
const Schema = z.object({
  type: z.enum(['object', 'array', 'string', 'number', 'integer']),
  const: z.union([z.string(), z.number()]).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minimum: z.int().optional(),
  maximum: z.int().optional(),
  description: z.string().optional(),
  get properties() {
    return z.record(z.string(), Schema).default({});
  },
  get items() {
    return Schema.optional();
  },
});
type Schema = z.infer<typeof Schema>;

const Union = z.object({ oneOf: z.array(Schema) });

/** A field of published events, over all types that have it. */
interface Field {
  readonly schema: Schema;
  /** Those that have it, by name. */
  readonly types: string[];
  /** What it holds, in words; several where it is a constant that differs by type. */
  readonly holds: Set<string>;
}

/**
 * The fields of a format as a Markdown table.
 *
 * @param schema of the format's events, one alternative a type
 * @param types their names, in the same order
 * @param notes what constants mean, by path: their schemas do not say
 */
export const fieldTable = (
  schema: object,
  types: readonly string[],
  notes: Readonly<Record<string, string>>,
): string => {
  const fields = new Map<string, Field>();
  for (const [index, alternative] of Union.parse(schema).oneOf.entries()) {
    for (const [path, leaf] of leavesOf(alternative, '')) {
      const field = fields.get(path) ?? { schema: leaf, types: [], holds: new Set() };
      field.types.push(types[index] ?? '');
      field.holds.add(inWords(leaf));
      fields.set(path, field);
    }
  }
  return [
    '| field | holds | meaning |',
    '| --- | --- | --- |',
    ...[...fields].map(([path, { schema: leaf, types: having, holds }]) => {
      const meaning = leaf.description ?? notes[path] ?? '';
      const only = having.length < types.length ? ` Only of ${having.map((type) => `\`${type}\``).join(', ')}.` : '';
      return `| \`${path}\` | ${[...holds].join(' or ')} | ${meaning}${only} |`;
    }),
  ].join('\n');
};

const leavesOf = (schema: Schema, path: string): readonly (readonly [string, Schema])[] => {
  if (schema.type === 'object') {
    return Object.entries(schema.properties).flatMap(([name, property]) =>
      leavesOf(property, path === '' ? name : `${path}.${name}`),
    );
  }
  return schema.items ? leavesOf(schema.items, `${path}[]`) : [[path, schema]];
};

const inWords = ({ type, const: constant, format, pattern, minimum, maximum }: Schema): string => {
  if (constant !== undefined) return typeof constant === 'string' ? `\`${constant}\`` : String(constant);
  if (type === 'integer') {
    if (minimum === undefined || minimum === Number.MIN_SAFE_INTEGER) return 'whole number';
    return maximum === undefined || maximum === Number.MAX_SAFE_INTEGER
      ? `whole number from ${minimum}`
      : `${minimum} to ${maximum}`;
  }
  if (format === 'ipv4') return 'IPv4 address';
  if (format === 'date-time') return 'ISO 8601, UTC, milliseconds';
  if (pattern?.startsWith('^[0-9a-f]{8}-')) return 'UUID';
  return pattern === undefined ? 'text' : "ISO 8601, the device's local time or zoned";
};
