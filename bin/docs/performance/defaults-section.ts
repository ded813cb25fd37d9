import type { Plot, Report } from '../../../bench/report/report';
import { interpolate } from '../../../costs/interpolate';
import { gatheredBatch } from '../../../costs/million-events';
import { formatNumber, formatWhole } from '../../../local/views/numbers';
import { batchCosts, DELAY_MS, gbSecondsBySize, trafficOf } from './batch-costs';
import { markdownTable } from './markdown-table';
import type { MeasuredSettings } from './measured-settings';
import { batchSizeOf, greatest, measureOf, plotOf } from './report-figures';

export interface DefaultsProps {
  readonly report: Report;
  readonly settings: MeasuredSettings;
  /** By name. */
  readonly stages: Readonly<Record<string, MeasuredSettings>>;
}

/** Events a second, and seconds. */
const loads = [10, 100, 1_000, 10_000];
const windows = [1, 2, 5, 10];
/** Submissions. */
const SMALL_BATCH = 100;

/** Why batch size, memory, window and timeout are what they are, by what was measured. */
export const defaultsSection = ({ report, settings, stages }: DefaultsProps): string =>
  [
    '## Why the defaults are what they are',
    markdownTable(
      ['stage', '`batchSize`', '`functionMemoryMegabytes`', '`batchingWindowSeconds`', '`functionTimeoutSeconds`'],
      Object.entries({ _default_: settings, ...stages }).map(([stage, ofStage]) => [
        stage,
        ...[
          ofStage.batchSize,
          ofStage.functionMemoryMegabytes,
          ofStage.batchingWindowSeconds,
          ofStage.functionTimeoutSeconds,
        ].map(String),
      ]),
    ),
    batchSizeReason(report, settings),
    memoryReason(report, settings),
    windowReason(report, settings),
    timeoutReason(report, settings),
  ].join('\n\n');

const batchSizeReason = (report: Report, { batchSize, functionMemoryMegabytes }: MeasuredSettings): string => {
  const bySize = gbSecondsBySize(measureOf(report, 'gb-seconds'), functionMemoryMegabytes);
  const chosen = interpolate(bySize, batchSize);
  return `**\`batchSize\` ${batchSize}.** One PutRecords call carries the next event of up to 500 submissions, so beyond that the calls of a batch grow
with it. GB-seconds that a million events take with ${functionMemoryMegabytes} MB and ${DELAY_MS} ms a call, and beside the default:

${markdownTable(
  ['submissions in a batch', ...bySize.map(({ x }) => formatWhole(x))],
  [
    ['GB-seconds', ...bySize.map(({ y }) => formatNumber(y))],
    ['to the default', ...bySize.map(({ y }) => formatNumber(y / chosen))],
  ],
)}`;
};

const memoryReason = (report: Report, { batchSize, functionMemoryMegabytes }: MeasuredSettings): string => {
  const gbSeconds = measureOf(report, 'gb-seconds');
  const costPlot = plotOf(gbSeconds, `Billed for a million events, at ${DELAY_MS} ms a call`);
  const cost = lineOf(costPlot, batchSize);
  const duration = lineOf(plotOf(gbSeconds, `Billed for an invocation, at ${DELAY_MS} ms a call`), batchSize);
  const peak = greatest(measureOf(report, 'memory'));
  return `**\`functionMemoryMegabytes\` ${functionMemoryMegabytes}.** Memory is what Lambda bills, and what it gives processor by. Small
batches, which most invocations have unless many submissions come, mostly wait for the stream: there, memory is paid for
and not used. With ${DELAY_MS} ms a call:

${markdownTable(
  ['MB', ...cost.map(({ x }) => formatWhole(x))],
  [
    [
      `GB-seconds a million events, in batches of ${SMALL_BATCH}`,
      ...lineOf(costPlot, SMALL_BATCH).map(({ y }) => formatNumber(y)),
    ],
    [`the same, in batches of ${batchSize}`, ...cost.map(({ y }) => formatNumber(y))],
    [`ms an invocation of ${batchSize}`, ...duration.map(({ y }) => formatNumber(y))],
  ],
)}

The most that was resident of any invocation, up to the largest that Lambda makes, is ${formatWhole(peak.value.median)} MB: _${peak.case}_.`;
};

const windowReason = (report: Report, { batchSize, functionMemoryMegabytes, ...rest }: MeasuredSettings): string => {
  const { submissions, events } = trafficOf(report);
  const costsOf = batchCosts(report, functionMemoryMegabytes);
  return `**\`batchingWindowSeconds\` ${rest.batchingWindowSeconds}.** A submission waits so long at most for others to come; Lambda asks for 1 at least where a batch may have over
10. What a longer wait saves, in GB-seconds a million events:

${markdownTable(
  ['events a second', ...windows.map((seconds) => `${seconds} s`)],
  loads.map((load) => [
    formatWhole(load),
    ...windows.map((batchingWindowSeconds) => {
      const size = gatheredBatch((load * submissions) / events, { batchSize, batchingWindowSeconds });
      return `${formatNumber(costsOf(size).gbSecondsOfMillionEvents)} (batches of ${formatNumber(size)})`;
    }),
  ]),
)}`;
};

const timeoutReason = (report: Report, { functionTimeoutSeconds }: MeasuredSettings): string => {
  const longest = greatest(measureOf(report, 'round-trips'));
  return `**\`functionTimeoutSeconds\` ${functionTimeoutSeconds}.** The longest that was measured without faults, ${longest.case}, takes ${formatNumber(longest.value.median / 1_000)} s. The rest,
${formatNumber(functionTimeoutSeconds - longest.value.median / 1_000)} s, is for retries against a stream that is slow; what is not put by then is continued by another
invocation, and the visibility timeout is six times as long.`;
};

const lineOf = ({ lines }: Plot, size: number) => {
  const closest = lines.toSorted(
    (a, b) => Math.abs(batchSizeOf(a.name) - size) - Math.abs(batchSizeOf(b.name) - size),
  )[0];
  return (closest?.points ?? []).map(({ x, y }) => ({ x, y: y.median }));
};
