import { lineChart } from '../../../charts/line-chart';
import { costOfService, type Service, services, totalOf } from '../../../costs/bill';
import { POLLERS, type StreamMode } from '../../../costs/million-events';
import { type Price, pricesOf } from '../../../costs/prices';
import { formatNumber, formatWhole } from '../../../local/views/numbers';
import { DELAY_MS, PLATFORM_LOG_BYTES, trafficOf } from './batch-costs';
import { CONSUMERS, EventCosts, type EventCostsProps, SECONDS_OF_MONTH, SHARD_USE } from './event-costs';
import { markdownTable } from './markdown-table';
import type { Chart } from './measure-charts';
import { formatUsd } from './numbers';
import { pricesTable, pricesVerified } from './prices-table';

export interface CostsProps extends Omit<EventCostsProps, 'prices'> {
  readonly prices: readonly Price[];
  readonly region: string;
}

const streamModes = ['on-demand', 'provisioned'] as const satisfies readonly StreamMode[];
/** Events a second. */
const loads = [1, 10, 100, 1_000, 10_000, 100_000];
const serviceNames: Readonly<Record<Service, string>> = {
  lambda: 'Lambda',
  sqs: 'SQS',
  kinesis: 'Kinesis',
  cloudwatch: 'CloudWatch',
};

/** What a million events cost, by service, what else is paid, and both by load. */
export const costsSection = (props: CostsProps): { readonly text: string; readonly chart: Chart } => {
  const { report, settings, monitoring, region } = props;
  const prices = pricesOf(props.prices, region);
  const costs = new EventCosts({ ...props, prices });
  const { events, submissions } = trafficOf(report);
  const chart = loadChart(costs);
  const months = streamModes.map((mode) => `${formatUsd(totalOf(costs.month(mode, 0)))} with a stream that is ${mode}`);
  const text = `## What a million events cost

For fleet-like submissions, of ${formatNumber(events / submissions)} events on average, at the prices of ${region}. ${pricesVerified(prices)}
What each million costs, whenever it comes, by who is paid:

${serviceTable(costs, [settings.batchSize, SMALL_BATCH])}

What is paid by the month, whether events come or not: ${months.join(', ')} (with one shard). Of that, ${formatUsd(costOfService('cloudwatch', costs.month('on-demand', 0)))}
is CloudWatch's: ${monitoring.metrics} metrics, alarms on ${monitoring.alarmMetrics} metrics and ${monitoring.compositeAlarms} composite ones, the dashboard and ${monitoring.insightRules} rules of Contributor
Insights.

With both, a million events cost more the fewer come: they bear more of what is paid by the month, and batches are
smaller, since what comes within the window of ${settings.batchingWindowSeconds} s is shared by ${POLLERS} pollers.

![${chart.description}](performance/${chart.file})

${loadTable(costs)}

Where senders set a message group, as they should, SQS bills at most ${formatUsd(costs.fairQueueAdds(settings.batchSize))} a million events more.

<details><summary>What is assumed, and at which prices</summary>

- Lambda: ${formatWhole(settings.functionMemoryMegabytes)} MB on arm64, ${DELAY_MS} ms a call, GB-seconds as measured; those of batch sizes between measured ones on a line
  between their logarithms.
- SQS: each message is sent by a call of its own, received and deleted in calls of up to 10; ${POLLERS} pollers that find nothing ask
  three times a minute, all month.
- Kinesis: ${CONSUMERS} consumer reads everything, without enhanced fan-out; retention is 24 hours; shards are used to ${100 * SHARD_USE} %.
  The mode On-demand Advantage, which [AWS says](https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html) costs at least 60 % less for data, is one of a whole account, and not counted.
- CloudWatch: logs are written at level INFO, with ${PLATFORM_LOG_BYTES} bytes of Lambda's own an invocation; alarms, dashboard and rules are
  those of the stage \`prod\`; the metrics of the event source are taken to be billed as the function's own are.
- Nothing fails or is invalid. What is free, discounts by volume, keys of KMS, storage of logs and transfer of data are left
  out.

${pricesTable(prices)}

</details>`;
  return { text, chart };
};

/** What one receive brings. */
const SMALL_BATCH = 10;

const serviceTable = (costs: EventCosts, sizes: readonly number[]): string => {
  const cases = sizes.flatMap((size) =>
    streamModes.map((mode) => ({ title: `batches of ${formatWhole(size)}, ${mode}`, bill: costs.million(size, mode) })),
  );
  return markdownTable(
    ['', ...cases.map(({ title }) => title)],
    [
      ...services.map((service) => [
        serviceNames[service],
        ...cases.map(({ bill }) => formatUsd(costOfService(service, bill))),
      ]),
      ['**all**', ...cases.map(({ bill }) => `**${formatUsd(totalOf(bill))}**`)],
    ],
  );
};

const loadTable = (costs: EventCosts): string =>
  markdownTable(
    [
      'events a second',
      'submissions in a batch',
      ...streamModes.flatMap((mode) => [`a million, ${mode}`, `a month, ${mode}`]),
      ...services.map((service) => `${serviceNames[service]}'s part, on-demand`),
    ],
    loads.map((load) => {
      const { size, bill } = costs.atLoad(load, 'on-demand');
      return [
        formatWhole(load),
        formatNumber(size),
        ...streamModes.flatMap((mode) => {
          const million = totalOf(costs.atLoad(load, mode).bill);
          return [formatUsd(million), formatUsd((million * load * SECONDS_OF_MONTH) / 1e6)];
        }),
        ...services.map((service) => formatShare(costOfService(service, bill) / totalOf(bill))),
      ];
    }),
  );

const formatShare = (share: number): string =>
  `${(100 * share).toLocaleString('en', { maximumSignificantDigits: 2 })} %`;

const loadChart = (costs: EventCosts): Chart => {
  const description = 'What a million events cost, by how many come a second, with what is paid by the month.';
  const svg = lineChart({
    title: 'What a million events cost',
    description,
    x: { name: 'events a second', scale: { base: 10 } },
    y: { name: 'USD a million events', scale: { base: 10 } },
    series: streamModes.map((mode) => ({
      name: `stream ${mode}`,
      points: loads.map((load) => ({ x: load, median: totalOf(costs.atLoad(load, mode).bill) })),
    })),
  });
  return { file: 'million-events.svg', svg, description };
};
