import type * as z from 'zod/mini';
import { listOf } from './event-list';
import { Detail, type EventTemplate } from './event-template';

/** A class of the Open Cybersecurity Schema Framework (OCSF) with one of its activities, by its ids and captions. */
export interface OcsfClass {
  readonly class_uid: number;
  readonly class_name: string;
  readonly category_uid: number;
  readonly category_name: string;
  readonly activity_id: number;
  readonly activity_name: string;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** All that is particular to a type of events. What others need of it is derived from this. */
export interface EventTypeDefinition<Name extends string, MetricName extends string, Fields extends z.ZodMiniObject> {
  /** What the list of these events is called in a submission, and the `type` of a published event. */
  readonly name: Name;
  /** As sensors send them: checked, not changed. A field that is not named here is ignored. */
  readonly fields: Fields;
  /** One of these events, for documentation and tests. */
  readonly example: z.input<Fields>;
  /** Counts the events that were published. */
  readonly metric: { readonly name: MetricName; readonly label: string };
  readonly ocsf: {
    readonly ofClass: OcsfClass;
    readonly profiles?: readonly string[];
    /** Where the fields go. The class forbids attributes that it does not define. */
    readonly attributes: (
      field: (name: keyof z.output<Fields> & string) => Detail,
    ) => Readonly<Record<string, EventTemplate>>;
  };
  /** An event as a person reads it, in one line. */
  readonly line: (details: z.output<Fields>) => string;
}

/**
 * Makes a type of its definition: with a schema for its lists and a reader for people, which keep what they know of
 * the fields to themselves, so that the types can stand in one list.
 */
export const defineEventType = <
  const Name extends string,
  const MetricName extends string,
  Fields extends z.ZodMiniObject,
>(
  definition: EventTypeDefinition<Name, MetricName, Fields>,
) => {
  const { name, fields, example, metric, ocsf, line } = definition;
  const detail = (field: string) => new Detail(field, fields.shape[field]?._zod.def.type === 'string');
  return {
    name,
    metric,
    example,
    /** Validates a list of a submission. */
    list: listOf(fields),
    /** The fields, in the order in which they are stated. */
    details: Object.fromEntries(Object.keys(fields.shape).map((field) => [field, detail(field)])),
    ocsf: { ...ocsf, attributes: ocsf.attributes(detail) },
    /** @throws ZodError where these are not the details of such an event */
    toLine: (details: unknown): string => line(fields.parse(details)),
  };
};
