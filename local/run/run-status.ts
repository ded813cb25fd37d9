import type { PublishedEvent } from '../../schemas/formats/read-event';
import type { QueueDepth } from '../emulated-aws/queues';

/** What a live view shows. */
export interface RunStatus {
  readonly elapsedSeconds: number;
  readonly submissionsPerSecond: number;
  readonly eventsPerSecond: number;
  /** Milliseconds from a submission's arrival in the queue to that of its last event in the stream. */
  readonly latency: { readonly p50: number; readonly p99: number };
  readonly received: number;
  readonly published: number;
  readonly rejected: number;
  /** Deliveries that will be repeated. */
  readonly failed: number;
  /** Records that were put again. */
  readonly retried: number;
  readonly events: number;
  readonly queues: Readonly<Record<'submissions' | 'diagnostic' | 'deadLetter', QueueDepth>>;
  /** Of the stream, newest last. */
  readonly lastEvents: readonly PublishedEvent[];
}
