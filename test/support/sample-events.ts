import fc from 'fast-check';
import { z } from 'zod';
import { type EventType, eventTypes } from '../../lambda/event-types/event-types';

/** The part of JSON Schema that the fields of event types use. Whoever adds a type with another one extends this. */
const Field = z.union([
  z.object({ type: z.literal('string'), format: z.literal('ipv4') }),
  z.object({ type: z.literal('string'), format: z.never().optional() }),
  z.object({ type: z.literal('integer'), minimum: z.int(), maximum: z.int() }),
]);
type Field = z.infer<typeof Field>;

const fieldsOf = ({ list }: EventType): ReadonlyMap<string, Field> => {
  const List = z.object({ items: z.object({ properties: z.record(z.string(), Field) }) });
  return new Map(Object.entries(List.parse(z.toJSONSchema(list, { io: 'input' })).items.properties));
};

type Unit = 'grapheme-ascii' | 'binary-ascii' | 'binary';

const anyField = (field: Field, unit: Unit): fc.Arbitrary<unknown> => {
  if (field.type === 'integer') return fc.integer({ min: field.minimum, max: field.maximum });
  return field.format === 'ipv4' ? fc.ipV4() : fc.string({ unit });
};

const eventsInTexts = (unit: Unit): fc.Arbitrary<object> =>
  fc.record(
    Object.fromEntries(
      eventTypes.map((type) => {
        const fields = [...fieldsOf(type)].map(([name, field]) => [name, anyField(field, unit)] as const);
        return [type.name, fc.array(fc.record({ ...Object.fromEntries(fields), unknown: fc.nat() }))];
      }),
    ),
  );

/**
 * All that a sensor may have in a submission's `events`, and a field that nobody knows. All texts of some are of ASCII,
 * since a single other character has a whole submission take another way, and few or most of them need escapes.
 */
export const anyEvents: fc.Arbitrary<object> = fc.oneof(
  eventsInTexts('grapheme-ascii'),
  eventsInTexts('binary-ascii'),
  eventsInTexts('binary'),
);

/** What sampled text starts with, so that a test can find out where it must not be. */
export const SAMPLED_TEXT = 'sampled text ';

const sampleField = (field: Field, index: number): unknown => {
  if (field.type === 'integer') return field.minimum + (index % (field.maximum - field.minimum + 1));
  return field.format === 'ipv4' ? `10.0.${(index >> 8) % 256}.${index % 256}` : `${SAMPLED_TEXT}${index}`;
};

/** As many events, shared out among the types: lists as a submission has them. Each differs from those beside it. */
export const sampleEvents = (count: number): Readonly<Record<string, readonly object[]>> =>
  Object.fromEntries(
    eventTypes.map((type, position) => {
      const share = Math.floor((count + eventTypes.length - 1 - position) / eventTypes.length);
      const fields = [...fieldsOf(type)];
      const list = Array.from({ length: share }, (_, index) =>
        Object.fromEntries(fields.map(([name, field]) => [name, sampleField(field, index)])),
      );
      return [type.name, list];
    }),
  );
