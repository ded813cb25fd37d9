import type { EventTypeName } from '../../lambda/event-types/event-types';
import { networkConnection } from './network-connection';
import { newProcess } from './new-process';
import type { PublishedEventType } from './published-event-type';

/**
 * What consumers were promised of each type. Written apart from what sensors send on purpose: a change of what is taken
 * in must not change what was promised.
 */
export const publishedEventTypes: Readonly<Record<EventTypeName, PublishedEventType>> = {
  new_process: newProcess,
  network_connection: networkConnection,
};
