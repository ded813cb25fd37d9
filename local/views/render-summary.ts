import { styleText } from 'node:util';
import type { RunSummary } from '../run/run-summary';

/** What the run came to, for people. */
export const renderSummary = (summary: RunSummary): string => {
  const number = (value: number): string => value.toLocaleString('en').padStart(9);
  const check = summary.verified ? styleText('green', 'yes') : styleText('red', 'no');
  return [
    '',
    'Summary',
    `  received  ${number(summary.received)} submissions`,
    `  published ${number(summary.published)} submissions with ${summary.events.toLocaleString('en')} events`,
    `  rejected  ${number(summary.rejected)} submissions, whole in the diagnostic queue`,
    `  failed    ${number(summary.failed)} submissions`,
    ...(summary.unsent > 0 ? [`  not sent  ${number(summary.unsent)} bodies, refused by the queue`] : []),
    `  repeated  ${number(summary.duplicates)} events`,
    ...(summary.foreign > 0
      ? [`  foreign   ${number(summary.foreign)} records of the stream, which are no events`]
      : []),
    `  latency   p50 ${summary.latency.p50} ms, p99 ${summary.latency.p99} ms`,
    '',
    `  Every valid submission fully in the stream, in order: ${check} (read back from the stream)`,
    ...(summary.verified ? [] : [`  What went wrong is in ${summary.log}`]),
    '',
  ].join('\n');
};
