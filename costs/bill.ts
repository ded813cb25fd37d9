import type { Price, PriceItem } from './prices';

/** How much of an item is used. */
export interface Usage {
  readonly item: PriceItem;
  /** In single units of the item: requests, GB, hours. */
  readonly quantity: number;
}

export interface BillLine extends Usage {
  readonly usd: number;
}

/** What usage costs, line by line. */
export const billOf = (usage: readonly Usage[], prices: ReadonlyMap<PriceItem, Price>): readonly BillLine[] =>
  usage.map(({ item, quantity }) => {
    const price = prices.get(item);
    if (!price) throw new Error(`There is no price for ${item}. Take the prices of a region that has them all.`);
    return { item, quantity, usd: (quantity / price.per) * price.usd };
  });

export const totalOf = (bill: readonly BillLine[]): number => bill.reduce((sum, { usd }) => sum + usd, 0);

/** The same usage, so many times. */
export const timesUsage = (usage: readonly Usage[], times: number): readonly Usage[] =>
  usage.map(({ item, quantity }) => ({ item, quantity: quantity * times }));

/** The service that an item is of. */
export const services = ['lambda', 'sqs', 'kinesis', 'cloudwatch'] as const;
export type Service = (typeof services)[number];

export const costOfService = (service: Service, bill: readonly BillLine[]): number =>
  totalOf(bill.filter(({ item }) => item.startsWith(`${service}-`)));
