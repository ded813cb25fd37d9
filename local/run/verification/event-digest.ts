import { hash } from 'node:crypto';
import type { JsonObject } from '../../../lambda/event-types/event-type';

/** What an event has to say, but for its id and sequence. */
export interface ExpectedEvent {
  readonly type: string;
  readonly deviceId: string;
  readonly submissionId: string;
  readonly timeCreated: string;
  readonly details: JsonObject;
}

/** Enough to tell any two events apart, and exact in a number. */
const DIGEST_BYTES = 6;

/** Stands for all that an event says. */
export const digestEvent = ({ type, deviceId, submissionId, timeCreated, details }: ExpectedEvent): number =>
  hash(
    'sha256',
    JSON.stringify([type, deviceId, submissionId, timeCreated, Object.entries(details).toSorted()]),
    'buffer',
  ).readUIntBE(0, DIGEST_BYTES);

/** Stands for a body. */
export const digestBody = (body: string): string => hash('sha256', body, 'buffer').toString('base64', 0, 16);
