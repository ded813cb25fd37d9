import type { ValidSubmission } from '../intake/decode-submission';
import type { NetworkConnection, NewProcess } from '../intake/submission';
import { eventIdsOf } from './event-id';

interface EventEnvelope {
  readonly eventId: string;
  readonly deviceId: string;
  readonly submissionId: string;
  /** 0-based position in the whole submission. */
  readonly sequence: number;
  /** As submitted. */
  readonly timeCreated: string;
}

/** One event of a submission, before it is given the shape that the stream's consumers read. */
export type TelemetryEvent = EventEnvelope &
  (
    | { readonly type: 'new_process'; readonly details: NewProcess }
    | { readonly type: 'network_connection'; readonly details: NetworkConnection }
  );

/** A submission's events by sequence: process starts first, then network connections, each list in its own order. */
export interface EventSequence {
  readonly submissionId: string;
  readonly deviceId: string;
  readonly length: number;
  /** @param sequence from 0 to length - 1 */
  at(sequence: number): TelemetryEvent;
}

/** Events are made one at a time when they are asked for: a full batch may hold hundreds of thousands of them. */
export const submissionToEvents = ({ submission, json }: ValidSubmission): EventSequence => {
  const { new_process: processes = [], network_connection: connections = [] } = submission.events;
  const length = processes.length + connections.length;
  const eventId = eventIdsOf(json);

  return {
    submissionId: submission.submission_id,
    deviceId: submission.device_id,
    length,
    at: (sequence) => {
      const envelope = {
        eventId: eventId(sequence),
        deviceId: submission.device_id,
        submissionId: submission.submission_id,
        sequence,
        timeCreated: submission.time_created,
      };
      const process = processes[sequence];
      if (process) return { ...envelope, type: 'new_process', details: process };
      const connection = connections[sequence - processes.length];
      if (connection) return { ...envelope, type: 'network_connection', details: connection };
      throw new RangeError(`The submission has ${length} events, so none at sequence ${sequence}.`);
    },
  };
};
