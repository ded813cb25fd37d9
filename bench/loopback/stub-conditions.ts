import { z } from 'zod';

/** How the services behave. */
export const StubConditions = z.strictObject({
  /** Of every call, in milliseconds, from its last byte on. */
  delayMs: z.number().min(0),
  /** Of the records that are put. */
  failingShare: z.number().min(0).max(1),
  shards: z.int().min(1),
  /** Whether to keep what arrives, so that it can be read. */
  recording: z.boolean(),
  /** Decides which records fail: the same ones for the same calls. */
  seed: z.int(),
});
export type StubConditions = Readonly<z.infer<typeof StubConditions>>;

export const healthy: StubConditions = { delayMs: 0, failingShare: 0, shards: 1, recording: false, seed: 1 };
