import { quantile } from 'simple-statistics';
import type { Comparison, Spread } from '../report/report';

/** @param rounds what each round gave, at least one */
export const spreadOf = (rounds: readonly number[]): Spread => {
  const [lowerQuartile = 0, median = 0, upperQuartile = 0] = quantile([...rounds], [0.25, 0.5, 0.75]);
  return { median, lowerQuartile, upperQuartile, rounds: rounds.length };
};

/** What was counted, so that another round would give the same. */
export const exactly = (value: number): Spread => spreadOf([value]);

/**
 * @param values of the figure, one a round
 * @param others of what it stands beside, in the same rounds
 */
export const compare = (
  { kind, name }: Pick<Comparison, 'kind' | 'name'>,
  values: readonly number[],
  others: readonly number[],
): Comparison => ({
  kind,
  name,
  value: spreadOf(others),
  ratio: spreadOf(values.map((value, round) => value / (others[round] ?? Number.NaN))),
});
