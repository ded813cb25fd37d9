import { z } from 'zod';
import { eventTypes } from '../../event-types/event-types';

/**
 * Any 8-4-4-4-12 group of hexadecimal digits. RFC 9562 section 4.1 counts the older variants (NCS, Microsoft)
 * among the UUIDs, and device ids of those variants exist, so version and variant bits are not checked.
 */
const Uuid = z.guid().toLowerCase();

/**
 * What one device saw, as its sensor submits it. Unknown fields are ignored, but an unknown event type is refused:
 * ignoring it would lose events.
 */
export const Submission = z.object({
  submission_id: Uuid,
  device_id: Uuid,
  /** The device's local time: normally without a zone, which `local` allows. */
  time_created: z.iso.datetime({ local: true, offset: true }),
  events: z.strictObject(Object.fromEntries(eventTypes.map(({ name, list }) => [name, list.optional()]))),
});
export type Submission = z.infer<typeof Submission>;
