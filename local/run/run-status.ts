import type { PublishedEvent } from '../../schemas/formats/event-readers';
import type { QueueDepth } from '../emulated-aws/queues';
import type { LoggedRejection } from './function-log';
import type { Latency } from './recent-latency';

/** How a run is doing, for a view that shows it live. */
export interface RunStatus {
  readonly elapsedSeconds: number;
  readonly submissionsPerSecond: number;
  readonly eventsPerSecond: number;
  /** Of the last seconds, from a submission's arrival in the queue to that of its last event in the stream. */
  readonly latency: Latency | undefined;
  readonly received: number;
  readonly published: number;
  readonly rejected: number;
  /** Deliveries that will be repeated. */
  readonly failed: number;
  /** Records that were put again. */
  readonly retried: number;
  readonly events: number;
  /** Records that are no events, or that nobody sent. */
  readonly foreign: number;
  readonly queues: Readonly<Record<'submissions' | 'diagnostic' | 'deadLetter', QueueDepth>>;
  /** Of the stream, newest last: of each type some. */
  readonly lastEvents: readonly PublishedEvent[];
  /** Newest last. */
  readonly lastRejections: readonly LoggedRejection[];
}
