import type { EventFormatName } from '../../lambda/contract/event-format';

/** What a local run is asked to do. */
export interface RunOptions {
  /** A file with one message body a line, `-` for standard input; absent for the fleet or outside clients. */
  readonly input?: string;
  /** Simulated sensors; 0 for none. */
  readonly devices: number;
  /** Seconds from one submission of a sensor to its next. */
  readonly interval: number;
  /** Of the events in the stream. */
  readonly format: EventFormatName;
  readonly sqsPort: number;
  readonly kinesisPort: number;
}
