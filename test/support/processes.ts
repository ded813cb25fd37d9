import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

const listProcesses = async (): Promise<readonly RunningProcess[]> => {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^ *(\d+) +(\d+) (.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
};

/** All that a process started, and what that started. */
export const descendantsOf = async (pid: number): Promise<readonly RunningProcess[]> => {
  const processes = await listProcesses();
  const below = (parent: number): readonly RunningProcess[] =>
    processes.filter((each) => each.parent === parent).flatMap((child) => [child, ...below(child.pid)]);
  return below(pid);
};

/** Which of them are still running. */
export const stillRunning = async (some: readonly RunningProcess[]): Promise<readonly RunningProcess[]> => {
  const running = new Map((await listProcesses()).map((each) => [each.pid, each.command]));
  return some.filter(({ pid, command }) => running.get(pid) === command);
};
