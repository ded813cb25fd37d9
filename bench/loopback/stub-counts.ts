import { z } from 'zod';

/** What the services did since they began. */
export const StubCounts = z.strictObject({
  /** By operation. */
  calls: z.record(z.string(), z.int()),
  /** That were put, failed ones among them. */
  records: z.int(),
  failedRecords: z.int(),
  /** Of the bodies of requests. */
  bytes: z.int(),
  /** For how long at least one call was in hand, in milliseconds. */
  busyMs: z.number(),
  mostCallsInHand: z.int(),
});
export type StubCounts = Readonly<z.infer<typeof StubCounts>>;
