import { z } from 'zod';

/** What AWS bills, in its own units. */
export const priceItems = [
  'lambda-arm64-gb-second',
  'lambda-request',
  'sqs-standard-request',
  'sqs-fair-queue-request',
  'kinesis-shard-hour',
  'kinesis-put-payload-unit',
  'kinesis-on-demand-stream-hour',
  'kinesis-on-demand-gb-in',
  'kinesis-on-demand-gb-out',
  'cloudwatch-metric-month',
  'cloudwatch-alarm-metric-month',
  'cloudwatch-composite-alarm-month',
  'cloudwatch-dashboard-month',
  'cloudwatch-insight-rule-month',
  'cloudwatch-log-gb',
] as const;
export type PriceItem = (typeof priceItems)[number];

/** The price of an item in a region: of the first tier, without what is free. */
export const Price = z.strictObject({
  region: z.string(),
  item: z.enum(priceItems),
  usd: z.number().nonnegative(),
  /** For how many units that is. */
  per: z.int().positive(),
  unit: z.string(),
  /** When it was looked up. */
  read: z.iso.date(),
  /** The page of AWS that says it. */
  source: z.url({ hostname: /(^|\.)aws\.amazon\.com$/ }),
  /** Whether it was read there. */
  verified: z.boolean(),
  /** Where it is known from otherwise. */
  seen: z.string().optional(),
});
export type Price = z.infer<typeof Price>;

/** Of a file of prices, such as costs/prices.json. */
export const Prices = z.array(Price);

/**
 * The prices of a region, by item.
 *
 * @throws Error that names the items that the region has no price or two prices for
 */
export const pricesOf = (prices: readonly Price[], region: string): ReadonlyMap<PriceItem, Price> => {
  const ofRegion = prices.filter((price) => price.region === region);
  const wrong = priceItems.filter((item) => ofRegion.filter((price) => price.item === item).length !== 1);
  if (wrong.length > 0) {
    const regions = [...new Set(prices.map((price) => price.region))].join(', ');
    throw new Error(
      `The prices have not exactly one row for ${wrong.join(', ')} in ${region}. Add what is missing, or choose one of ${regions}.`,
    );
  }
  return new Map(ofRegion.map((price) => [price.item, price]));
};
