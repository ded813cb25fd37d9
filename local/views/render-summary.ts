import { styleText } from 'node:util';
import type { RunSummary } from '../run/run-summary';
import type { Faults, Outcome } from '../run/verification/verdict';

const faultsInWords: Readonly<Record<keyof Faults, string>> = {
  lost: 'submissions are lost: neither whole in the stream, nor in the diagnostic queue, nor left in a queue',
  outOfOrder: 'submissions have an event before one that precedes it',
  altered: 'events are not as they were submitted',
  rejectedValid: 'valid submissions are in the diagnostic queue',
  publishedInvalid: 'invalid submissions have an event in the stream',
  unknownRejected: 'messages of the diagnostic queue are of nobody',
  foreign: 'records of the stream are no events of anybody',
};

const verdicts: Readonly<Record<Outcome, string>> = {
  right: `${styleText('green', 'complete and right')}: every valid submission is in the stream, as submitted and in order; every invalid one is in the diagnostic queue`,
  incomplete: `${styleText('yellow', 'incomplete')}: nothing is wrong so far, but not everything is done`,
  wrong: styleText('red', 'wrong'),
};

/** What the run came to, for people. */
export const renderSummary = (summary: RunSummary): string => {
  const { left, faults, latency, failure } = summary;
  const row = (label: string, value: number, what: string): string =>
    `  ${label.padEnd(9)} ${value.toLocaleString('en').padStart(9)} ${what}`;
  const someRow = (label: string, value: number, what: string): readonly string[] =>
    value > 0 ? [row(label, value, what)] : [];
  return [
    '',
    ...(failure === undefined ? [] : [styleText('red', `The run ended before its end. ${failure}`), '']),
    'Summary',
    ...someRow('sent', summary.sent, 'submissions'),
    row('received', summary.submissions, 'submissions'),
    row('published', summary.published, `submissions with ${summary.events.toLocaleString('en')} events`),
    row('rejected', summary.rejected, 'submissions, whole in the diagnostic queue'),
    ...summary.reasons.map(
      ({ reason, submissions }) => `${' '.repeat(14)}${String(submissions).padStart(7)} ${reason}`,
    ),
    row('failed', summary.failedDeliveries, 'deliveries, which were repeated'),
    ...someRow('left', left.submissionQueue, 'submissions in the submission queue'),
    ...someRow('left', left.deadLetterQueue, 'submissions in the dead-letter queue'),
    ...someRow('left', left.unknown, 'submissions, nobody knows where'),
    ...someRow('not sent', summary.unsent, 'bodies, refused by the queue'),
    row('repeated', summary.duplicates, 'events'),
    `  latency   ${latency ? `p50 ${latency.p50} ms, p99 ${latency.p99} ms` : 'none measured'}`,
    `  log       ${summary.log}`,
    '',
    `  ${verdicts[summary.outcome]}`,
    ...Object.entries(faultsInWords).flatMap(([fault, words]) =>
      Object.entries(faults)
        .filter(([name, count]) => name === fault && count > 0)
        .map(([, count]) => `  ${styleText('red', String(count))} ${words}`),
    ),
    '',
  ].join('\n');
};
