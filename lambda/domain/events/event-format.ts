import type { TelemetryEvent } from './telemetry-event';

/**
 * The shape of an event in the stream, as a JSON object: the same for the same arguments.
 *
 * @param timeProcessed when the event was mapped
 */
export type EventFormat = (event: TelemetryEvent, timeProcessed: Date) => Readonly<Record<string, unknown>>;
