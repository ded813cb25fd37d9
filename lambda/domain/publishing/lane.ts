import type { StreamRecord } from '../events/stream-record';

/** The records of one submission, in the order in which they have to be in the stream. */
export interface Lane {
  readonly length: number;
  /** @param position from 0 to length - 1 */
  record(position: number): StreamRecord;
}

/** How much of a lane is in the stream. */
export interface LanePosition {
  /** How many records, from the first on. */
  readonly published: number;
  /** Of the last of them; absent where there is none, or where it is not known. */
  readonly sequenceNumber?: string | undefined;
}

/** How far a lane got. */
export interface LaneProgress extends LanePosition {
  /** Why the lane ended before its last record; absent where it did not. */
  readonly failure?: { readonly code: string };
}
