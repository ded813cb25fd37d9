import { seededRandom } from '../../local/seeded-random';
import { createSubmissionMaker, type Submission } from './submission';

/** How many events a submission has. */
const workloads = {
  /** Around the eight that the captured fleet has on average, with empty ones among them. */
  'fleet-like': (random: () => number) => Math.floor(random() * 16),
  tiny: () => 1,
  large: () => 1_000,
};
export type Workload = keyof typeof workloads;

/**
 * @param workload or how many events each has
 * @returns the same ones for the same seed
 */
export const makeSubmissions = async (
  workload: Workload | number,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<readonly Submission[]> => {
  const random = seededRandom(seed);
  const make = await createSubmissionMaker(random);
  const events = typeof workload === 'number' ? () => workload : workloads[workload];
  return Array.from({ length: count }, () => make(events(random)));
};

export const countEvents = (submissions: readonly Submission[]): number =>
  submissions.reduce((sum, { events }) => sum + events.new_process.length + events.network_connection.length, 0);

/** How the body of a message holds a submission. */
export const encodings = ['base64', 'plain JSON'] as const;
export type Encoding = (typeof encodings)[number];

export const toBody = (submission: Submission, encoding: Encoding): string => {
  const json = JSON.stringify(submission);
  return encoding === 'base64' ? Buffer.from(json).toString('base64') : json;
};
