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

/** How many events a submission has, by its position. */
export type Lengths = (position: number) => number;

/** The golden ratio: its multiples never come close to each other soon. */
const STEP = (Math.sqrt(5) - 1) / 2;

/** As many events as fleet-like submissions have, in steps that are even from the first few on, so that these stand for all. */
export const evenlyFleetLike: Lengths = (position) => Math.floor((((position + 1) * STEP) % 1) * 16);

/**
 * @param workload or how many events each has, or that of each position
 * @returns the same ones for the same seed
 */
export const makeSubmissions = async (
  workload: Workload | Lengths | number,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<readonly Submission[]> => {
  const random = seededRandom(seed);
  const make = await createSubmissionMaker(random);
  return Array.from({ length: count }, (_, position) => make(lengthAt(workload, position, random)));
};

const lengthAt = (workload: Workload | Lengths | number, position: number, random: () => number): number => {
  if (typeof workload === 'number') return workload;
  return typeof workload === 'function' ? workload(position) : workloads[workload](random);
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
