import { networkConnection } from './network-connection';
import { newProcess } from './new-process';

/**
 * The types of events, in the order in which a submission's lists are published. A new one goes to the end: sequences
 * and event ids depend on it, and submissions that are on their way must keep theirs.
 */
export const eventTypes = [newProcess, networkConnection] as const;

export type EventType = (typeof eventTypes)[number];
export type EventTypeName = EventType['name'];
