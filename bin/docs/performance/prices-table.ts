import type { Price, PriceItem } from '../../../costs/prices';
import { markdownTable } from './markdown-table';

/** Where each price is from, and whether it was verified there. */
export const pricesTable = (prices: ReadonlyMap<PriceItem, Price>): string =>
  markdownTable(
    ['price', 'USD', 'for', 'looked up', 'where AWS says it', 'verified there'],
    [...prices.values()].map(({ item, usd, per, unit, read, source, verified, seen }) => [
      item,
      String(usd),
      per === 1 ? unit : `${per.toLocaleString('en')} x ${unit}`,
      read,
      source,
      verified ? 'yes' : `**no**${seen === undefined ? '' : `: ${seen}`}`,
    ]),
  );

/** How much of the prices can be relied on, in a sentence. */
export const pricesVerified = (prices: ReadonlyMap<PriceItem, Price>): string => {
  const unverified = [...prices.values()].filter(({ verified }) => !verified).length;
  return unverified === 0
    ? "All prices were read on AWS's own pages."
    : `Of ${prices.size} prices, ${unverified} could not be read on AWS's own pages, so check them there before deciding by them.`;
};
