import * as z from 'zod/mini';
import { listOf } from './event-list';

/** A class of the Open Cybersecurity Schema Framework (OCSF) with one of its activities, by its ids and captions. */
export interface OcsfClass {
  readonly class_uid: number;
  readonly class_name: string;
  readonly category_uid: number;
  readonly category_name: string;
  readonly activity_id: number;
  readonly activity_name: string;
}

/** An event in OCSF, as far as its type decides it. */
export interface OcsfBody {
  readonly ofClass: OcsfClass;
  /** Those that the class has its device by; absent for a class that has one of its own. */
  readonly profiles?: readonly string[];
  readonly attributes: JsonObject;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** What a sensor says of one event. */
export interface EventBody {
  readonly type: string;
  /** The fields of the type, and no others. */
  readonly details: JsonObject;
  /** @param eventId for what has to have an id in OCSF, and has none of the sensor's */
  toOcsf(eventId: string): OcsfBody;
}

/** The events of one type in a submission, in the order in which they were sent. */
export interface EventList {
  readonly length: number;
  /** Undefined where the list has no such position. */
  at(position: number): EventBody | undefined;
}

/** All that is particular to a type of events. What others need of it is derived from this. */
export interface EventTypeDefinition<Name extends string, MetricName extends string, Fields extends z.ZodMiniObject> {
  /** What the list of these events is called in a submission, and the `type` of a published event. */
  readonly name: Name;
  /** As sensors send them; a field that is not named here is ignored. */
  readonly fields: Fields;
  /** One of these events, for documentation and tests. */
  readonly example: z.input<Fields>;
  /** Counts the events that were published. */
  readonly metric: { readonly name: MetricName; readonly label: string };
  readonly ocsf: {
    readonly ofClass: OcsfClass;
    readonly profiles?: readonly string[];
    /** The class forbids attributes that it does not define. */
    readonly attributes: (details: z.output<Fields>, eventId: string) => JsonObject;
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
  const { attributes, ...ofClass } = ocsf;
  /** A class, since there is one for every event: a closure in each would cost as much as the event. */
  class Body implements EventBody {
    readonly type = name;
    readonly details: z.output<Fields>;

    constructor(details: z.output<Fields>) {
      this.details = details;
    }

    toOcsf(eventId: string): OcsfBody {
      return { ...ofClass, attributes: attributes(this.details, eventId) };
    }
  }
  return {
    name,
    metric,
    example,
    /** Validates a list of a submission. Events are made one at a time, when they are asked for. */
    list: z.pipe(
      listOf(fields),
      z.transform(
        (all): EventList => ({
          length: all.length,
          at: (position) => {
            const details = all[position];
            return details && new Body(details);
          },
        }),
      ),
    ),
    /** @throws ZodError where these are not the details of such an event */
    toLine: (details: unknown): string => line(fields.parse(details)),
  };
};
