import type { RunStatus } from '../run/run-status';
import { clock } from './numbers';

/** The status in one line, for output that is not a terminal. */
export const renderStatusLine = ({ latency, queues, ...status }: RunStatus): string =>
  [
    clock(status.elapsedSeconds),
    `${status.submissionsPerSecond.toFixed(1)} submissions/s`,
    `${status.eventsPerSecond.toFixed(1)} events/s`,
    `p50 ${latency?.p50 ?? '-'} ms`,
    `p99 ${latency?.p99 ?? '-'} ms`,
    `received ${status.received}`,
    `published ${status.published}`,
    `rejected ${status.rejected}`,
    `failed ${status.failed}`,
    `retried ${status.retried}`,
    `waiting ${queues.submissions.waiting}`,
  ].join('  ');
