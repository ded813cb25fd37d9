import { setTimeout } from 'node:timers/promises';

const PATIENCE_MS = 5_000;
const POLL_MS = 50;

/** Ends a process and all that it started: kindly, then not. */
export const endProcessGroup = async (leader: number): Promise<void> => {
  if (!Number.isInteger(leader) || leader <= 1) throw new Error(`${leader} is not the id of a process.`);
  for (const name of ['SIGTERM', 'SIGKILL'] as const) {
    const until = Date.now() + PATIENCE_MS;
    let running = signal(leader, name);
    while (running && Date.now() < until) {
      await setTimeout(POLL_MS);
      running = signal(leader, 0);
    }
    if (!running) return;
  }
};

/** @returns whether the group has any process */
const signal = (leader: number, name: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(-leader, name);
  } catch {
    return false;
  }
};
