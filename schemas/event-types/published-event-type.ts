import { z } from 'zod';
import type { JsonObject } from '../../lambda/event-types/event-type';

/** The constants of a class of OCSF and its activity, by their ids and captions. */
export interface OcsfConstants {
  readonly class_uid: number;
  readonly class_name: string;
  readonly category_uid: number;
  readonly category_name: string;
  readonly activity_id: number;
  readonly activity_name: string;
  /** Of one type only: it tells types apart. */
  readonly type_uid: number;
  readonly type_name: string;
}

/** What consumers were promised of the events of one type, in each format, apart from what all events have. */
export interface PublishedEventType {
  /** Its own fields: under `details` in the format nested, beside the others in the format flat. */
  readonly details: z.ZodRawShape;
  readonly ocsf: {
    readonly constants: OcsfConstants;
    /** The one that the class has its device by, if it has none of its own. */
    readonly profile?: string | undefined;
    readonly attributes: z.ZodRawShape;
    /**
     * What the type's own fields held, read from the attributes.
     *
     * @throws ZodError where these are not the attributes of such an event
     */
    readonly readDetails: (event: unknown) => JsonObject;
  };
}

/** As a type states it: what reads an event knows the attributes' types. */
export interface EventTypePromise<Details extends z.ZodRawShape, Attributes extends z.ZodRawShape> {
  readonly details: Details;
  readonly ocsf: {
    readonly constants: OcsfConstants;
    readonly profile?: string;
    readonly attributes: Attributes;
    readonly toDetails: (attributes: z.output<z.ZodObject<Attributes>>) => z.output<z.ZodObject<Details>>;
  };
}

export const promiseEventType = <Details extends z.ZodRawShape, Attributes extends z.ZodRawShape>({
  details,
  ocsf: { constants, profile, attributes, toDetails },
}: EventTypePromise<Details, Attributes>): PublishedEventType => ({
  details,
  ocsf: {
    constants,
    profile,
    attributes,
    readDetails: (event) => toDetails(z.object(attributes).parse(event)),
  },
});
