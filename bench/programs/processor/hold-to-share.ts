import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

/**
 * Holds a process to a share of a processor, as the quota does that Linux gives to a group of processes: stops it once it
 * has used up a period's quota, and continues it when the next period begins. What it uses beyond is taken off the next
 * quota. Linux only, since it reads /proc. It runs until its parent, which is that process, ends or ends it.
 * https://docs.kernel.org/scheduler/sched-bwc.html
 */
const PERIOD_MS = 20;
const POLL_MS = 0.3;

const [pid = 0, share = 1] = process.argv.slice(2).map(Number);
const quotaMs = PERIOD_MS * share;

/** Processor time of a thread so far, in milliseconds. */
const timeOf = (thread: string): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0]) / 1e6;
  } catch {
    // It ended.
    return 0;
  }
};
const timeOfOthers = (): number =>
  readdirSync(`/proc/${pid}/task`)
    .filter((thread) => thread !== String(pid))
    .reduce((sum, thread) => sum + timeOf(thread), 0);

let stopped = false;
const signal = (name: 'SIGSTOP' | 'SIGCONT'): void => {
  stopped = name === 'SIGSTOP';
  process.kill(pid, name);
};
const end = (): void => {
  signal('SIGCONT');
  process.exit();
};
process.on('disconnect', end);
process.on('SIGTERM', end);
process.on('SIGINT', end);
process.send?.('holding');

const clock = new Int32Array(new SharedArrayBuffer(4));
let main = timeOf(String(pid));
let others = timeOfOthers();
let usedMs = 0;
for (let periodEnd = performance.now() + PERIOD_MS; ; ) {
  const mainNow = timeOf(String(pid));
  usedMs += mainNow - main;
  main = mainNow;
  const now = performance.now();
  if (now >= periodEnd) {
    const othersNow = timeOfOthers();
    usedMs += Math.max(0, othersNow - others);
    others = othersNow;
    const periods = Math.floor((now - periodEnd) / PERIOD_MS) + 1;
    periodEnd += periods * PERIOD_MS;
    usedMs = Math.max(0, usedMs - periods * quotaMs);
    if (stopped && usedMs < quotaMs) signal('SIGCONT');
    await setImmediate();
  }
  if (!stopped && usedMs >= quotaMs) signal('SIGSTOP');
  Atomics.wait(clock, 0, 0, POLL_MS);
}
