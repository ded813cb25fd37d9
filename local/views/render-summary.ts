import type { RunSummary } from '../run/run-summary';
import type { Faults, Outcome } from '../run/verification/verdict';
import { formatCount, formatWhole } from './numbers';
import type { Paint, Tone } from './paint';
import { printable, wrapWords } from './text-width';

const INDENT = '  ';
const LABEL_WIDTH = 11;
const NUMBER_WIDTH = 9;

const faultsInWords: Readonly<Record<keyof Faults, (count: number) => string>> = {
  lost: (count) =>
    `${formatCount(count, 'submission')} lost: neither whole in the stream, nor in the diagnostic queue, nor left in a queue`,
  outOfOrder: (count) => `${formatCount(count, 'submission')} with an event before one that precedes it`,
  altered: (count) => `${formatCount(count, 'event')} not as submitted`,
  rejectedValid: (count) => `${formatCount(count, 'valid submission')} in the diagnostic queue`,
  publishedInvalid: (count) => `${formatCount(count, 'invalid submission')} with an event in the stream`,
  unknownRejected: (count) => `${formatCount(count, 'message')} in the diagnostic queue that nobody sent so`,
  foreign: (count) => `${formatCount(count, 'record')} in the stream that nobody submitted`,
};

const verdicts: Readonly<Record<Outcome, { readonly tone: Tone; readonly name: string; readonly says: string }>> = {
  right: {
    tone: 'well',
    name: 'Complete and right',
    says: 'Every valid submission is in the stream, as submitted and in order. Every invalid one is whole in the diagnostic queue.',
  },
  incomplete: { tone: 'waiting', name: 'Incomplete', says: 'Nothing is wrong, but not everything is done:' },
  wrong: { tone: 'wrong', name: 'Wrong', says: 'What must not happen has happened:' },
};

/** What the run came to, for people. */
export const renderSummary = (summary: RunSummary, columns: number, paint: Paint): readonly string[] => [
  '',
  'Summary',
  ...renderRows(summary, columns),
  '',
  ...renderVerdict(summary, columns, paint),
  '',
];

const renderRows = (summary: RunSummary, columns: number): readonly string[] => {
  const { left, latency, duplicates } = summary;
  const rows: readonly (readonly [label: string, number: string, text: string])[] = [
    counted('sent', summary.sent, 'submission'),
    counted('received', summary.submissions, 'submission'),
    counted('published', summary.published, 'submission', ` with ${formatCount(summary.events, 'event')}`),
    counted('rejected', summary.rejected, 'submission', ', whole in the diagnostic queue'),
    ...summary.reasons.map(({ reason, submissions }) => ['', '', `${formatWhole(submissions)} ${reason}`] as const),
    counted('failed', summary.failedDeliveries, 'delivery', ', each made again', 'deliveries'),
    counted('left', left.submissionQueue + left.deadLetterQueue + left.unknown, 'submission', ' in the queues'),
    counted('repeated', duplicates, 'event'),
    latency
      ? ['latency', formatWhole(latency.p50), `ms p50, ${formatWhole(latency.p99)} ms p99, from queue to stream`]
      : ['latency', '-', 'nothing was published'],
    ['log', '', summary.log],
  ];
  const textAt = INDENT.length + LABEL_WIDTH + NUMBER_WIDTH + 1;
  return rows.flatMap(([label, number, text]) => {
    const start = `${INDENT}${label.padEnd(LABEL_WIDTH)}${number.padStart(NUMBER_WIDTH)} `;
    return wrapWords(printable(text), columns - textAt).map((line, index) =>
      index === 0 ? start + line : ' '.repeat(textAt) + line,
    );
  });
};

const counted = (
  label: string,
  number: number,
  singular: string,
  more = '',
  plural = `${singular}s`,
): readonly [string, string, string] => [label, formatWhole(number), `${number === 1 ? singular : plural}${more}`];

const renderVerdict = (summary: RunSummary, columns: number, paint: Paint): readonly string[] => {
  const { failure, outcome } = summary;
  const { tone, name, says } = verdicts[outcome];
  const paragraph = (text: string): readonly string[] =>
    wrapWords(printable(text), columns - INDENT.length).map((line) => INDENT + line);
  const items = (texts: readonly string[]): readonly string[] =>
    texts.flatMap((text) =>
      wrapWords(text, columns - 2 * INDENT.length).map(
        (line, index) => `${INDENT}${index === 0 ? '- ' : INDENT}${line}`,
      ),
    );
  return [
    ...(failure === undefined ? [] : [INDENT + paint('wrong', 'Ended early'), ...paragraph(failure), '']),
    INDENT + paint(tone, name),
    ...paragraph(says),
    ...items(faultsOf(summary)),
    ...items(undoneOf(summary)),
  ];
};

const faultsOf = ({ faults }: RunSummary): readonly string[] =>
  Object.entries(faultsInWords).flatMap(([fault, inWords]) =>
    Object.entries(faults)
      .filter(([name, count]) => name === fault && count > 0)
      .map(([, count]) => inWords(count)),
  );

const undoneOf = ({ left, unsent }: RunSummary): readonly string[] =>
  [
    { count: left.submissionQueue, where: 'left in the submission queue' },
    { count: left.deadLetterQueue, where: 'left in the dead-letter queue' },
    { count: left.unknown, where: 'left nobody knows where, since the queues could not be read' },
    { count: unsent, where: 'not sent, for the reasons said above' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, where }) => `${formatCount(count, 'submission')} ${where}`);
