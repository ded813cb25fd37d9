import type { Invocation } from './invocation';

/** Processor time that an invocation takes for each of its events. */
export const cpuMicroseconds = ({ cpuMs }: Invocation, events: number): number => (cpuMs * 1_000) / events;
