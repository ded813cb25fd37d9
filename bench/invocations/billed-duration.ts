import type { Invocation } from './invocation';

/**
 * Lambda gives processor in proportion to memory, a whole vCPU at 1,769 MB:
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 * Beyond, the rest of a second one is of no use to the one thread that does nearly all.
 *
 * @returns from 0 to 1
 */
export const processorShareOf = (memoryMegabytes: number): number => Math.min(1, memoryMegabytes / 1_769);

/**
 * How long an invocation takes with a share of a processor, by how it went with a whole one: its processor time takes
 * longer, what it waits stays, and what more time it computes while calls are in hand, it waits less.
 *
 * @param share from 0 to 1
 * @returns milliseconds, from the handler's call on
 */
export const durationAt = (share: number, { cpuMs, idleMs, counts: { busyMs } }: Invocation): number => {
  const computedMeanwhile = Math.min(cpuMs, Math.max(0, busyMs - idleMs));
  return cpuMs / share + Math.max(0, idleMs - computedMeanwhile * (1 / share - 1));
};

/**
 * What Lambda bills of an invocation: from where its runtime begins to read the event, rounded up to the millisecond.
 * https://aws.amazon.com/lambda/pricing/
 */
export const billedMs = (memoryMegabytes: number, invocation: Invocation): number => {
  const share = processorShareOf(memoryMegabytes);
  return Math.ceil(invocation.readingMs / share + durationAt(share, invocation));
};

/** @returns for a million of such events */
export const gigabyteSeconds = (memoryMegabytes: number, billed: number, events: number): number =>
  ((memoryMegabytes / 1_024) * (billed / 1_000) * 1e6) / events;
