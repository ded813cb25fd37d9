import type { RunStatus } from './run-status';
import type { Verdict } from './verification/ledger';

/** What a run came to. */
export interface RunSummary extends Verdict {
  /** Bodies that the queue did not take. */
  readonly unsent: number;
  readonly latency: RunStatus['latency'];
  /** The file with the function's log. */
  readonly log: string;
}
