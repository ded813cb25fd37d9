import type { Spread } from '../../../bench/report/report';
import { formatNumber } from '../../../local/views/numbers';

/** `0.356 (0.34 to 0.36)`; what was counted has no spread. */
export const formatSpread = ({ median, lowerQuartile, upperQuartile }: Spread): string =>
  lowerQuartile === upperQuartile
    ? formatNumber(median)
    : `${formatNumber(median)} (${formatNumber(lowerQuartile)} to ${formatNumber(upperQuartile)})`;

/** `USD 1.23`; small sums have more digits, since a million events may cost cents. */
export const formatUsd = (usd: number): string =>
  `USD ${usd.toLocaleString('en', usd < 1 ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
