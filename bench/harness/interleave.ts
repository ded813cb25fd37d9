import { median, shuffle } from 'simple-statistics';
import { seededRandom } from '../../local/seeded-random';

/** Something that is done once a round. */
export interface Contender {
  readonly name: string;
  /** Work that takes some 20 ms of processor time or more, so that what surrounds it does not count. */
  readonly run: () => unknown;
}

export interface Rounds {
  readonly rounds: number;
  /** At most so many before them, until none gets faster: the just-in-time compiler is done then. */
  readonly warmUpRounds: number;
  readonly seed: number;
}

/** How many rounds are looked at together, to see whether they still get faster. */
const WINDOW = 5;
const SETTLED_WITHIN = 0.05;

/**
 * Has the contenders take turns in one process, in another order each round, so that what else the machine does meets
 * all of them alike.
 *
 * @returns processor time of all threads in microseconds, one a round, by contender
 */
export const interleave = async (
  contenders: readonly Contender[],
  { rounds, warmUpRounds, seed }: Rounds,
): Promise<Readonly<Record<string, readonly number[]>>> => {
  const random = seededRandom(seed);
  const playRound = async (times: Readonly<Record<string, number[]>>): Promise<void> => {
    for (const { name, run } of shuffle([...contenders], random)) {
      const before = process.cpuUsage();
      await run();
      const { user, system } = process.cpuUsage(before);
      times[name]?.push(user + system);
    }
  };
  const noTimes = (): Record<string, number[]> => Object.fromEntries(contenders.map(({ name }) => [name, []]));

  const warmUp = noTimes();
  for (let round = 0; round < warmUpRounds && !Object.values(warmUp).every(isSettled); round++) await playRound(warmUp);
  const measured = noTimes();
  for (let round = 0; round < rounds; round++) await playRound(measured);
  return measured;
};

const isSettled = (times: readonly number[]): boolean => {
  if (times.length < 2 * WINDOW) return false;
  const before = median(times.slice(-2 * WINDOW, -WINDOW));
  return median(times.slice(-WINDOW)) > before * (1 - SETTLED_WITHIN);
};
