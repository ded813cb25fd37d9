import type { StreamRecord } from '../events/stream-record';
import type { Progress } from '../intake/message';

/** The records of one submission, in the order in which they have to be in the stream. */
export interface Lane {
  readonly length: number;
  /** @param position from 0 to length - 1 */
  record(position: number): StreamRecord;
}

/** How far a lane got. */
export interface LaneProgress extends Progress {
  /** Why the lane ended before its last record; absent where it did not. */
  readonly failure?: { readonly code: string };
}
