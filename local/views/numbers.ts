/** `12,345` */
export const formatWhole = (number: number): string => Math.round(number).toLocaleString('en');

/** As many digits as a measurement is worth: `0.356`, `12,300`. */
export const formatNumber = (number: number): string => number.toLocaleString('en', { maximumSignificantDigits: 3 });

/** A tenth says nothing of what is large. */
export const formatRate = (perSecond: number): string => {
  const digits = perSecond < 100 ? 1 : 0;
  return perSecond.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
};

/** `3 submissions`, `1 submission` */
export const formatCount = (number: number, singular: string, plural = `${singular}s`): string =>
  `${formatWhole(number)} ${number === 1 ? singular : plural}`;

/** `01:05` */
export const clock = (seconds: number): string =>
  [seconds / 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
