import type { EventFormatName } from '../../lambda/contract/event-format';
import type { InputLines } from '../fleet/input-lines';

/** What a local run is asked to do. */
export interface RunOptions {
  /** Absent for the fleet or outside clients. */
  readonly input?: InputLines;
  /** Simulated sensors; 0 for none. */
  readonly devices: number;
  /** Seconds from one submission of a sensor to its next. */
  readonly interval: number;
  /** Of the events in the stream. */
  readonly format: EventFormatName;
  readonly sqsPort: number;
  readonly kinesisPort: number;
}
