import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { inProject } from '../../local/project';
import { RunMonitor } from '../../local/run/run-monitor';
import type { RunSummary } from '../../local/run/run-summary';
import type { Faults } from '../../local/run/verification/verdict';
import type { Paint } from '../../local/views/paint';
import { renderSummary } from '../../local/views/render-summary';
import { widthOf } from '../../local/views/text-width';
import { eventReaders } from '../../schemas/formats/event-readers';
import { noFaults } from '../support/judge';
import { aSummary } from '../support/run-samples';

const plain: Paint = (_tone, text) => text;

/** In 80 columns, with the lines that a paragraph or a row takes as one. */
const render = (summary: RunSummary): string => renderSummary(summary, 80, plain).join('\n').replaceAll(/\s+/g, ' ');

test('the summary has every figure, the reasons of rejections, the verdict and the log', () => {
  expect(renderSummary(aSummary(), 80, plain).join('\n')).toBe(`
Summary
  sent             283 submissions
  received         283 submissions
  published        255 submissions with 2,046 events
  rejected          28 submissions, whole in the diagnostic queue
                       14 events.network_connection[].destination_ip is not an
                       IPv4 address, which it has to be
                       9 device_id is not a UUID
                       5 the body is not JSON
  failed             3 deliveries, each made again
  left               0 submissions in the queues
  repeated           5 events
  latency          667 ms p50, 1,401 ms p99, from queue to stream
  log                  cdk.out/local-run-4566/function.log

  Complete and right
  Every valid submission is in the stream, as submitted and in order. Every
  invalid one is whole in the diagnostic queue.
`);
});

test('an incomplete run says how many are left, and where', () => {
  const text = render(
    aSummary({ outcome: 'incomplete', left: { submissionQueue: 1_200, deadLetterQueue: 1, unknown: 4 }, unsent: 2 }),
  );
  expect(text).toContain('left 1,205 submissions in the queues');
  expect(text).toContain('Incomplete Nothing is wrong, but not everything is done:');
  expect(text).toContain('- 1,200 submissions left in the submission queue');
  expect(text).toContain('- 1 submission left in the dead-letter queue');
  expect(text).toContain('- 4 submissions left nobody knows where');
  expect(text).toContain('- 2 submissions not sent');
});

const faultsInWords: readonly (readonly [keyof Faults, string])[] = [
  ['lost', '3 submissions lost'],
  ['outOfOrder', '3 submissions with an event before one that precedes it'],
  ['altered', '3 events not as submitted'],
  ['rejectedValid', '3 valid submissions in the diagnostic queue'],
  ['publishedInvalid', '3 invalid submissions with an event in the stream'],
  ['unknownRejected', '3 messages in the diagnostic queue that nobody sent so'],
  ['foreign', '3 records in the stream that nobody submitted'],
];

test.each(faultsInWords)('a run with the fault %s says so in words', (fault, words) => {
  const text = render(aSummary({ outcome: 'wrong', faults: { ...noFaults, [fault]: 3 } }));
  expect(text).toContain(`Wrong What must not happen has happened: - ${words}`);
  expect(text.match(/- \d/g)).toHaveLength(1);
});

test('what ended a run early is said before its verdict', () => {
  const failure = 'The SQS emulator ended (SIGKILL) while it was needed. What it held is gone: start anew.';
  const text = render(aSummary({ outcome: 'incomplete', failure }));
  expect(text).toContain(`Ended early ${failure} Incomplete`);
});

test('a run that published nothing has no latency', () => {
  expect(render(aSummary({ latency: undefined }))).toContain('latency - nothing was published');
});

test.each([40, 60, 80, 200])('nothing of it is wider than %d columns', (columns) => {
  const failure = 'The SQS emulator ended (SIGKILL) while it was needed. What it held is gone: start anew.';
  const faults = { ...noFaults, lost: 1, altered: 2 };
  const lines = renderSummary(aSummary({ outcome: 'wrong', failure, faults, reasons: [] }), columns, plain);
  const tooWide = lines.filter((line) => widthOf(line) > columns && !line.includes('function.log'));
  expect(tooWide).toEqual([]);
});

test('the verdict is green, yellow or red', () => {
  const toneOf = (outcome: RunSummary['outcome']): string | undefined =>
    renderSummary(aSummary({ outcome }), 80, (tone, text) => `<${tone}>${text}`)
      .join('\n')
      .match(/<(\w+)>(?:Complete|Incomplete|Wrong)/)?.[1];
  expect([toneOf('right'), toneOf('incomplete'), toneOf('wrong')]).toEqual(['well', 'waiting', 'wrong']);
});

test('a run that received nothing is summed up too', () => {
  const monitor = new RunMonitor(eventReaders.nested, () => undefined);
  const verdict = monitor.ledger.verdict({ submissionQueue: [], diagnosticQueue: [], deadLetterQueue: [] }, 0);
  const text = render({ ...verdict, ...monitor.figures, unsent: 0, failure: undefined, log: 'function.log' });
  expect(text).toContain('sent 0 submissions received 0 submissions');
});

test('the README shows a summary as it is printed', () => {
  const shown = /```\n(Summary\n.*?)```/s.exec(readFileSync(inProject('README.md'), 'utf8'))?.[1];
  const printed = renderSummary(
    aSummary({
      sent: 812,
      submissions: 812,
      published: 732,
      events: 5_835,
      rejected: 80,
      reasons: [
        { reason: 'events.network_connection[].destination_ip is not an IPv4 address', submissions: 35 },
        { reason: 'events.new_process[].cmdl is not text', submissions: 25 },
        { reason: 'device_id is not a UUID', submissions: 10 },
      ],
      failedDeliveries: 0,
      duplicates: 0,
      latency: { p50: 812, p99: 2_327 },
    }),
    80,
    plain,
  );
  expect(printed.join('\n').trim()).toBe(shown?.trim());
});
