import type { RunStatus } from './run-status';
import type { RunSummary } from './run-summary';

/** Where a run shows itself: a terminal, a pipe. A run may have several. */
export interface Screen {
  /** Milliseconds from one status to the next. */
  readonly statusEveryMs: number;
  say(line: string): void;
  showStatus(status: RunStatus): void;
  showSummary(summary: RunSummary): void;
}
