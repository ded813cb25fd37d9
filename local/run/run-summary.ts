import type { Latency } from './recent-latency';
import type { Verdict } from './verification/verdict';

/** What a run came to. */
export interface RunSummary extends Verdict {
  /** Bodies that the queue did not take. */
  readonly unsent: number;
  /** Why submissions were rejected: the most frequent reasons, with their number. */
  readonly reasons: readonly { readonly reason: string; readonly submissions: number }[];
  /** Deliveries that failed, and were repeated. */
  readonly failedDeliveries: number;
  /** Of the whole run; undefined where nothing was published. */
  readonly latency: Latency | undefined;
  /** What ended the run before its end, in a sentence: undefined where it ended in order. */
  readonly failure: string | undefined;
  /** The file with the function's log. */
  readonly log: string;
}
