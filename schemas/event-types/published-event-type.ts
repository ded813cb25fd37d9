import { z } from 'zod';
import type { JsonObject } from '../../lambda/event-types/event-type';

/** What consumers were promised of the events of one type, in each format, apart from what all events have. */
export interface PublishedEventType {
  /** Its own fields: under `details` in the format nested, beside the others in the format flat. */
  readonly details: z.ZodRawShape;
  readonly ocsf: {
    /** Constants: the class and its activity, by their ids and captions. */
    readonly ofClass: z.ZodRawShape;
    /** What its `metadata` has besides that of all events. */
    readonly metadata: z.ZodRawShape;
    readonly attributes: z.ZodRawShape;
    /**
     * What the type's own fields held, read from the attributes.
     *
     * @throws ZodError where these are not the attributes of such an event
     */
    readonly readDetails: (event: unknown) => JsonObject;
  };
}

/** The constants of an OCSF class and its activity. */
export interface OcsfConstants {
  readonly class_uid: number;
  readonly class_name: string;
  readonly category_uid: number;
  readonly category_name: string;
  readonly activity_id: number;
  readonly activity_name: string;
  readonly type_uid: number;
  readonly type_name: string;
}

export interface Promised<Details extends z.ZodRawShape, Attributes extends z.ZodRawShape> {
  readonly details: Details;
  readonly ocsf: {
    readonly ofClass: OcsfConstants;
    /** Those that the class has its device by. */
    readonly profiles?: readonly [string];
    readonly attributes: Attributes;
    readonly toDetails: (attributes: z.output<z.ZodObject<Attributes>>) => z.output<z.ZodObject<Details>>;
  };
}

export const promiseEventType = <Details extends z.ZodRawShape, Attributes extends z.ZodRawShape>({
  details,
  ocsf: { ofClass, profiles, attributes, toDetails },
}: Promised<Details, Attributes>): PublishedEventType => ({
  details,
  ocsf: {
    ofClass: Object.fromEntries(Object.entries(ofClass).map(([name, value]) => [name, z.literal(value)])),
    metadata: profiles ? { profiles: z.array(z.literal(profiles[0])).length(1) } : {},
    attributes,
    readDetails: (event) => toDetails(z.object(attributes).parse(event)),
  },
});
