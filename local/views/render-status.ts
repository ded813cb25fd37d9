import { styleText } from 'node:util';
import { eventTypes } from '../../lambda/event-types/event-types';
import type { PublishedEvent } from '../../schemas/formats/event-readers';
import type { RunStatus } from '../run/run-status';

const label = (text: string): string => styleText('dim', text);
const value = (number: number, digits = 0): string =>
  styleText('bold', number.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }));

const clock = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

const latency = (recent: RunStatus['latency']): string =>
  recent ? `p50 ${value(recent.p50)} ms  p99 ${value(recent.p99)} ms` : label('none yet');

const toLine = ({ type, details }: PublishedEvent): string =>
  eventTypes.find(({ name }) => name === type)?.toLine(details) ?? JSON.stringify(details);

const describeEvent = (event: PublishedEvent): string =>
  [
    `  ${event.type.padEnd(18)}`,
    event.deviceId.slice(0, 8),
    event.submissionId.slice(0, 8),
    String(event.sequence).padStart(3),
    ` ${toLine(event)}`,
  ].join('  ');

/** The live view's status, one line in each element, no longer than `columns`. */
export const renderStatus = (status: RunStatus, columns: number): string => {
  const { queues } = status;
  const lines = [
    '',
    `${label('running')}     ${clock(status.elapsedSeconds)}   ${label('Ctrl-C ends it')}`,
    `${label('rate')}        ${value(status.submissionsPerSecond, 1)} submissions/s   ${value(status.eventsPerSecond, 1)} events/s`,
    `${label('latency')}     ${latency(status.latency)}   ${label('queue to stream')}`,
    `${label('submissions')} ${value(status.received)} received   ${value(status.published)} published   ${value(status.rejected)} rejected   ${value(status.failed)} failed`,
    `${label('events')}      ${value(status.events)} in the stream   ${value(status.retried)} retried`,
    `${label('queues')}      ${value(queues.submissions.waiting)} waiting   ${value(queues.submissions.inFlight)} in flight   ${value(queues.diagnostic.waiting)} diagnostic   ${value(queues.deadLetter.waiting)} dead-letter`,
    '',
    label('last events in the stream: type, device, submission, sequence, details'),
    ...status.lastEvents.map((event) => describeEvent(event).slice(0, columns)),
    '',
  ];
  return lines.join('\n');
};

/** The status in one line, for output that is not a terminal. */
export const renderStatusLine = (status: RunStatus): string =>
  `${clock(status.elapsedSeconds)}  ${status.submissionsPerSecond.toFixed(1)} submissions/s  ${status.eventsPerSecond.toFixed(1)} events/s  p50 ${status.latency?.p50 ?? '-'} ms  p99 ${status.latency?.p99 ?? '-'} ms  received ${status.received}  published ${status.published}  rejected ${status.rejected}  failed ${status.failed}  retried ${status.retried}  waiting ${status.queues.submissions.waiting}`;
