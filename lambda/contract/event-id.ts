/**
 * An event id is that of its submission's content, and the event's sequence: consumers may take it apart. The sequence
 * takes the last 24 bits. An SQS message of 1 MiB holds about 50,000 events, far fewer than 2^24.
 */
export const SEQUENCE_DIGITS = 6;

/** What the ids of a submission's events have in common. */
export const idPrefixOf = (eventId: string): string => eventId.slice(0, -SEQUENCE_DIGITS);
export const sequenceOf = (eventId: string): number => Number.parseInt(eventId.slice(-SEQUENCE_DIGITS), 16);
