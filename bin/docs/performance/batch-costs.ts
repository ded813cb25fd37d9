import type { MeasureReport, Report } from '../../../bench/report/report';
import { interpolate, type Point } from '../../../costs/interpolate';
import type { BatchCost, Traffic } from '../../../costs/million-events';
import { batchSizeOf, countOf, measureOf, plotOf } from './report-figures';

/** The delay of a call that costs are told for: of a service in the same region. */
export const DELAY_MS = 10;

/** Of START, END and REPORT, which Lambda adds: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html */
export const PLATFORM_LOG_BYTES = 350;

export const trafficOf = (report: Report): Traffic => {
  const traffic = measureOf(report, 'traffic');
  return {
    submissions: countOf(traffic, 'submissions'),
    events: countOf(traffic, 'events'),
    messageBytes: countOf(traffic, 'bytes of messages'),
    records: {
      bytes: countOf(traffic, 'bytes of records'),
      kilobytes: countOf(traffic, 'kilobytes of records, each rounded up'),
      payloadUnits: countOf(traffic, 'payload units of records'),
    },
  };
};

/** What batches of any size cost with a memory, between the sizes that were measured. */
export const batchCosts = (report: Report, memoryMegabytes: number): ((size: number) => BatchCost) => {
  const bySize = gbSecondsBySize(measureOf(report, 'gb-seconds'), memoryMegabytes);
  const [log] = plotOf(measureOf(report, 'traffic'), 'Log by batch size').lines;
  const logBytes = (log?.points ?? []).map(({ x, y }) => ({ x, y: y.median }));
  return (size) => ({
    size,
    gbSecondsOfMillionEvents: interpolate(bySize, size),
    logBytes: size * interpolate(logBytes, size) + PLATFORM_LOG_BYTES,
  });
};

/** By the sizes that were measured. */
export const gbSecondsBySize = (gbSeconds: MeasureReport, memoryMegabytes: number): readonly Point[] =>
  plotOf(gbSeconds, `Billed for a million events, at ${DELAY_MS} ms a call`).lines.map(({ name, points }) => ({
    x: batchSizeOf(name),
    y: interpolate(
      points.map(({ x, y }) => ({ x, y: y.median })),
      memoryMegabytes,
    ),
  }));
