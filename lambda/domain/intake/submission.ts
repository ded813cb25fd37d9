import * as z from 'zod/mini';
import { eventTypes } from '../../event-types/event-types';

/**
 * Any 8-4-4-4-12 group of hexadecimal digits. RFC 9562 section 4.1 counts the older variants (NCS, Microsoft)
 * among the UUIDs, and device ids of those variants exist, so version and variant bits are not checked.
 */
const Uuid = z.guid().check(z.toLowerCase());

/** Of a date-time with nanoseconds and an offset, the finest and longest that clocks give. */
const LONGEST_TIME = '2026-11-22T14:09:37.082446123+01:00'.length;

/**
 * What one device saw, as its sensor submits it. Unknown fields are ignored, but an unknown event type is refused:
 * ignoring it would lose events.
 */
export const SubmissionRules = z.object({
  submission_id: Uuid,
  device_id: Uuid,
  /**
   * The device's local time: normally without a zone, which `local` allows. Every event repeats it, so without a limit
   * one message could make gigabytes of records.
   */
  time_created: z
    .string()
    .check(z.maxLength(LONGEST_TIME, { abort: true }), z.iso.datetime({ local: true, offset: true })),
  events: z.strictObject(Object.fromEntries(eventTypes.map(({ name, list }) => [name, z.optional(list)]))),
});
export type Submission = z.infer<typeof SubmissionRules>;

/**
 * Compiled: generated code takes a valid submission and stops at the first fault of an invalid one, of which the rules
 * themselves then say what is wrong.
 */
export const Submission = z.compile(SubmissionRules);
