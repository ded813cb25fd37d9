import { seededRandom } from '../../local/seeded-random';
import { createSubmissionMaker, type Submission } from './submission';

/** By name, how many events a submission has, drawn by chance. */
const workloads = {
  /** Around the eight that the captured fleet has on average, with empty ones among them. */
  'fleet-like': (random: () => number) => Math.floor(random() * 16),
  tiny: () => 1,
  large: () => 1_000,
};
export type Workload = keyof typeof workloads;
export const workloadNames = ['fleet-like', 'tiny', 'large'] as const satisfies readonly Workload[];

/** How many events submissions have: those of a workload, each as many, or each by its position. */
export type Lengths = Workload | number | ((position: number) => number);

/** The golden ratio: its multiples never come close to each other soon. */
const STEP = (Math.sqrt(5) - 1) / 2;

/** As many events as fleet-like submissions have, in steps that are even from the first few on, so that these stand for all. */
export const evenlyFleetLike = (position: number): number => Math.floor((((position + 1) * STEP) % 1) * 16);

/** @returns the same ones for the same seed */
export const makeSubmissions = async (
  lengths: Lengths,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<readonly Submission[]> => {
  const random = seededRandom(seed);
  const make = await createSubmissionMaker(random);
  return Array.from({ length: count }, (_, position) => make(lengthAt(lengths, position, random)));
};

const lengthAt = (lengths: Lengths, position: number, random: () => number): number => {
  if (typeof lengths === 'number') return lengths;
  return typeof lengths === 'function' ? lengths(position) : workloads[lengths](random);
};

export const countEvents = (submissions: readonly Submission[]): number =>
  submissions.reduce((sum, { events }) => sum + events.new_process.length + events.network_connection.length, 0);
