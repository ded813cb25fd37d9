import { z } from 'zod';

/** What the fields hold that every published event has. */

/** Lower case, so that ids can be compared as they are. */
const Uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

export const EventId = Uuid.describe('Identifies the event. An event that is repeated has the same id.');
export const DeviceId = Uuid.describe('The device that the event happened on.');
export const SubmissionId = Uuid.describe('The submission that brought the event.');
export const Sequence = z.int().min(0).describe("0-based position among its submission's events.");

/** As submitted. */
export const DeviceTime = z.iso
  .datetime({ local: true, offset: true })
  .describe("The device's own time, as submitted: with or without fraction and zone.");
export const ProcessingTime = z.iso.datetime({ precision: 3 }).describe('UTC time at which the event was mapped.');
