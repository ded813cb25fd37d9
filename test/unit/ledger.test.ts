import { beforeEach, describe, expect, test } from '@jest/globals';
import { eventIdEnding, eventIdPrefix } from '../../lambda/domain/events/event-ids';
import type { QueuedMessage } from '../../local/emulated-aws/queues';
import { Ledger, type Remains } from '../../local/run/verification/ledger';
import { eventReaders, type PublishedEvent } from '../../schemas/formats/event-readers';
import { noFaults } from '../support/judge';
import { decodeValid, recordsOf } from '../support/records';
import { aSubmission, toBody } from '../support/submissions';

const submission = aSubmission();
const body = toBody(submission);
const KEY = submission.submission_id;
const SENT_AT = 1_000;

/** What the function publishes of a submission, as it is read back from the stream. */
const publishedOf = (json: unknown): readonly PublishedEvent[] => {
  const records = recordsOf(decodeValid(JSON.stringify(json)), 'nested');
  return records.map(({ data }) => eventReaders.nested(Buffer.from(data)));
};

const published = publishedOf(submission);
const queued = (kept: string, source_message_id = 'message-1'): QueuedMessage => ({
  body: kept,
  attributes: { source_message_id, reasons: '[{"path":"device_id","message":"is not a UUID"}]' },
});

let ledger: Ledger;
beforeEach(() => {
  ledger = new Ledger();
});
const receive = (message: string, received = body, continues = false) =>
  ledger.receive(message, received, SENT_AT, continues);
const arrive = (sequences: readonly number[], changes: Partial<PublishedEvent> = {}, partitionKey = KEY) =>
  sequences.map((sequence) => {
    const event = published[sequence];
    return ledger.arrive(event && { ...event, ...changes }, partitionKey);
  });
const verdict = (remains: Partial<Remains> = {}, unsent = 0) =>
  ledger.verdict({ submissionQueue: [], diagnosticQueue: [], deadLetterQueue: [], ...remains }, unsent);

describe('complete and right is', () => {
  test('a submission whose events came in order, as they were submitted; then its latency is known', () => {
    receive('message-1');
    expect(arrive([0, 1, 2])).toEqual([undefined, undefined, SENT_AT]);
    expect(verdict()).toEqual({
      outcome: 'right',
      sent: 0,
      submissions: 1,
      published: 1,
      rejected: 0,
      left: { submissionQueue: 0, deadLetterQueue: 0, unknown: 0 },
      events: 3,
      duplicates: 0,
      faults: noFaults,
    });
  });

  test('events that repeat after their first occurrences', () => {
    receive('message-1');
    arrive([0, 1, 0, 1, 2, 2]);
    expect(verdict()).toMatchObject({ outcome: 'right', published: 1, events: 3, duplicates: 3 });
  });

  test('a message that was received twice, and its continuation', () => {
    receive('message-1');
    receive('message-1');
    receive('message-2', body, true);
    arrive([0, 1, 2]);
    expect(verdict()).toMatchObject({ outcome: 'right', submissions: 1, published: 1 });
  });

  test('the same submission as base64 and as plain JSON, which has the same events', () => {
    receive('message-1');
    receive('message-2', JSON.stringify(submission));
    arrive([0, 1, 2, 0, 1, 2]);
    expect(verdict()).toMatchObject({ outcome: 'right', submissions: 2, published: 2, duplicates: 3 });
  });

  test('an invalid submission that the diagnostic queue has whole, once for each message', () => {
    for (const message of ['message-1', 'message-2']) receive(message, 'not a submission');
    const kept = [queued('not a submission', 'message-1'), queued('not a submission', 'message-2')];
    expect(verdict({ diagnosticQueue: kept })).toMatchObject({ outcome: 'right', rejected: 2, published: 0 });
    expect(verdict({ diagnosticQueue: kept.slice(1) })).toMatchObject({ outcome: 'wrong', faults: { lost: 2 } });
  });
});

describe('incomplete is', () => {
  test('what still waits in the submission queue', () => {
    ledger.send('message-1', body);
    expect(verdict({ submissionQueue: [queued(body)] })).toMatchObject({
      outcome: 'incomplete',
      sent: 1,
      left: { submissionQueue: 1 },
      faults: noFaults,
    });
  });

  test('what waits, though it has no events that could be missing', () => {
    const empty = toBody(aSubmission({ events: {} }));
    receive('message-1', empty);
    expect(verdict({ submissionQueue: [queued(empty)] })).toMatchObject({ outcome: 'incomplete', published: 0 });
    expect(verdict()).toMatchObject({ outcome: 'right', published: 1 });
  });

  test('what is in the dead-letter queue', () => {
    receive('message-1');
    expect(verdict({ deadLetterQueue: [queued(body)] })).toMatchObject({
      outcome: 'incomplete',
      left: { deadLetterQueue: 1 },
    });
  });

  test('what the queue did not take', () => {
    expect(verdict({}, 1)).toMatchObject({ outcome: 'incomplete' });
  });

  test('what is not in the stream, where the queues cannot be read', () => {
    receive('message-1');
    expect(ledger.verdict(undefined, 0)).toMatchObject({
      outcome: 'incomplete',
      left: { unknown: 1 },
      faults: noFaults,
    });
  });
});

describe('incomplete is, of what others sent,', () => {
  test.each(['submissionQueue', 'deadLetterQueue'] as const)('what is in the %s and was never received', (queue) => {
    expect(verdict({ [queue]: [queued(body)] })).toMatchObject({ outcome: 'incomplete', left: { [queue]: 1 } });
  });
});

describe('a large submission', () => {
  const of = (count: number, size: number) =>
    JSON.stringify(
      aSubmission({
        events: { new_process: Array.from({ length: count }, () => ({ cmdl: 'x'.repeat(size), user: 'x' })) },
      }),
    );

  test.each([
    ['of many small events', of(12_000, 20), 'wrong'],
    ['with an event that may be too large for a record', of(1, 600_000), 'right'],
  ])('%s that is rejected is %s', (_, large, outcome) => {
    receive('message-1', large);
    expect(verdict({ diagnosticQueue: [queued(large)] }).outcome).toBe(outcome);
  });
});

describe('wrong is', () => {
  test.each<[string, QueuedMessage['attributes']]>([
    ['without attributes', {}],
    ['of another message', { ...queued('').attributes, source_message_id: 'nobody' }],
    ['without reasons', { source_message_id: 'message-1' }],
    ['with an empty list of reasons', { source_message_id: 'message-1', reasons: '[]' }],
  ])('a message of the diagnostic queue %s', (_, attributes) => {
    receive('message-1', 'not a submission');
    const diagnosticQueue = [{ body: 'not a submission', attributes }];
    expect(verdict({ diagnosticQueue })).toMatchObject({ outcome: 'wrong', faults: { unknownRejected: 1 } });
  });

  test.each([[[]], [[0, 1]]])('a valid submission of which only events %j came', (sequences) => {
    receive('message-1');
    arrive(sequences);
    expect(verdict()).toMatchObject({ outcome: 'wrong', published: 0, faults: { ...noFaults, lost: 1 } });
  });

  test.each([[[0, 2, 1]], [[1, 0, 2]], [[0, 2]]])('events in the order %j', (sequences) => {
    receive('message-1');
    arrive(sequences);
    expect(verdict()).toMatchObject({ outcome: 'wrong', published: 0, faults: { outOfOrder: 1 } });
  });

  test.each<[string, Partial<PublishedEvent>, string]>([
    ['details', { details: { cmdl: 'constant', user: 'constant' } }, KEY],
    ['type', { type: 'network_connection' }, KEY],
    ['device', { deviceId: KEY }, KEY],
    ['time', { timeCreated: '2026-11-22T14:09:38' }, KEY],
    ['sequence', { sequence: 7 }, KEY],
    ['partition key', {}, submission.device_id],
    ['submission id', { submissionId: submission.device_id }, submission.device_id],
  ])('an event with another %s, the first time or repeated', (_, changes, partitionKey) => {
    receive('message-1');
    arrive([0], changes, partitionKey);
    arrive([1, 2]);
    expect(verdict()).toMatchObject({ outcome: 'wrong', published: 0, faults: { ...noFaults, altered: 1 } });

    arrive([0], changes, partitionKey);
    expect(verdict()).toMatchObject({ faults: { altered: 2 } });
  });

  test('a valid submission in the diagnostic queue, with and without events in the stream', () => {
    receive('message-1');
    const diagnosticQueue = [queued(body)];
    expect(verdict({ diagnosticQueue })).toMatchObject({ outcome: 'wrong', faults: { rejectedValid: 1 } });
    arrive([0, 1, 2]);
    expect(verdict({ diagnosticQueue })).toMatchObject({
      outcome: 'wrong',
      published: 0,
      faults: { rejectedValid: 1 },
    });
  });

  test('an invalid submission in the stream, kept or not', () => {
    const invalid = JSON.stringify({ ...submission, submission_id: 'not-an-uuid' });
    receive('message-1', invalid);
    const eventId = eventIdPrefix(Buffer.from(invalid)) + eventIdEnding(0);
    arrive([0], { eventId });
    expect(verdict({ diagnosticQueue: [queued(invalid)] })).toMatchObject({
      outcome: 'wrong',
      rejected: 0,
      faults: { publishedInvalid: 1 },
    });
  });

  test('an invalid submission that is nowhere, or is kept with another body', () => {
    receive('message-1', 'not a submission');
    expect(verdict()).toMatchObject({ outcome: 'wrong', faults: { ...noFaults, lost: 1 } });
    expect(verdict({ diagnosticQueue: [queued('not a submission ')] })).toMatchObject({
      outcome: 'wrong',
      faults: { lost: 1, unknownRejected: 1 },
    });
  });

  test('events that nobody sent, and records that are no events', () => {
    arrive([0]);
    ledger.arrive(undefined, KEY);
    expect(verdict()).toMatchObject({ outcome: 'wrong', faults: { ...noFaults, foreign: 2 } });
  });

  test('a message of a sensor that claims to be a continuation, of which the rest alone came', () => {
    receive('message-1', body, true);
    arrive([2]);
    expect(verdict()).toMatchObject({ outcome: 'wrong', submissions: 1, faults: { outOfOrder: 1 } });
  });

  test('a message that claims to be a continuation at its end, of which nothing came', () => {
    receive('message-1', body, true);
    expect(verdict()).toMatchObject({ outcome: 'wrong', faults: { lost: 1 } });
  });

  test('a list of events that nobody maps', () => {
    const other = aSubmission({ events: { ...submission.events, file_write: [{ path: '/tmp/a' }] } });
    receive('message-1', toBody(other));
    expect(verdict()).toMatchObject({ outcome: 'wrong', faults: { lost: 1 } });
  });
});
