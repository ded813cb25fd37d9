import { z } from 'zod';
import { decodeBody } from '../../lambda/domain/decode-body';
import { eventIdsOf } from '../../lambda/domain/event-id';

/** What a message's body asks the stream to hold, where it is a submission at all. */
export interface ExpectedEvents {
  /** What the ids of its events start with. */
  readonly idPrefix: string;
  readonly count: number;
}

const Lists = z.object({
  events: z.object({
    new_process: z.array(z.unknown()).default([]),
    network_connection: z.array(z.unknown()).default([]),
  }),
});

const SEQUENCE_DIGITS = 6;

export const idPrefixOf = (eventId: string): string => eventId.slice(0, -SEQUENCE_DIGITS);
export const sequenceOf = (eventId: string): number => Number.parseInt(eventId.slice(-SEQUENCE_DIGITS), 16);

/** Counts events without judging them: whether they are valid is what the function decides. */
export const expectEvents = (body: string): ExpectedEvents | undefined => {
  try {
    const { json, value } = decodeBody(body);
    const { new_process: processes, network_connection: connections } = Lists.parse(value).events;
    return { idPrefix: idPrefixOf(eventIdsOf(json)(0)), count: processes.length + connections.length };
  } catch {
    return undefined;
  }
};
