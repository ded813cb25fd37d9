import { type Captured, isBroken, readCapturedSubmissions } from '../../local/fleet/captured-submissions';

/** A valid submission, as sensors send it. */
export interface Submission {
  readonly submission_id: string;
  readonly device_id: string;
  readonly time_created: string;
  readonly events: Captured['events'];
}

/** Makes submissions with a given number of events. */
export type SubmissionMaker = (events: number) => Submission;

/** @returns a maker of submissions whose events are those of the captured fleet, drawn by chance; repeats with the seed */
export const createSubmissionMaker = async (random: () => number): Promise<SubmissionMaker> => {
  const captured = (await readCapturedSubmissions())
    .map(({ submission }) => submission)
    .filter((one) => !isBroken(one));
  const processes = captured.flatMap(({ events }) => events.new_process);
  const connections = captured.flatMap(({ events }) => events.network_connection);
  const shareOfProcesses = processes.length / (processes.length + connections.length);
  return (events) => {
    const drawn = Array.from({ length: events }, () => random() < shareOfProcesses);
    return {
      submission_id: randomId(random),
      device_id: randomId(random),
      time_created: '2026-11-22T14:09:37.082446',
      events: {
        new_process: drawn.filter((isProcess) => isProcess).map(() => pick(processes, random)),
        network_connection: drawn.filter((isProcess) => !isProcess).map(() => pick(connections, random)),
      },
    };
  };
};

const pick = <T>(all: readonly T[], random: () => number): T => {
  const picked = all[Math.floor(random() * all.length)];
  if (picked === undefined) throw new Error('The captured fleet has no events of a type. Restore local/fleet.');
  return picked;
};

const randomId = (random: () => number): string => {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
