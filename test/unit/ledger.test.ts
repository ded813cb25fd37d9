import { beforeEach, describe, expect, test } from '@jest/globals';
import { eventIdsOf } from '../../lambda/domain/events/event-id';
import { decodeBody } from '../../lambda/domain/intake/decode-body';
import { Ledger } from '../../local/run/verification/ledger';
import { aSubmission, toBody } from '../support/submissions';

const body = toBody(aSubmission());
const diagnosed = (source_message_id: string, kept: string) => ({ body: kept, attributes: { source_message_id } });
const idAt = eventIdsOf(decodeBody(body).json);

let ledger: Ledger;
beforeEach(() => {
  ledger = new Ledger();
  ledger.receive('message-1', body, 1_000);
});
const arrive = (...sequences: number[]) => sequences.map((sequence) => ledger.arrive(idAt(sequence)));

describe('a submission is published', () => {
  test('when all its events came in order, which is when its latency is known', () => {
    expect(arrive(0, 1, 2)).toEqual([undefined, undefined, 1_000]);
    expect(ledger.verdict([])).toEqual({
      received: 1,
      published: 1,
      rejected: 0,
      failed: 0,
      events: 3,
      duplicates: 0,
      foreign: 0,
      verified: true,
    });
  });

  test('where events repeat after their first occurrences', () => {
    arrive(0, 1, 0, 1, 2, 2);
    expect(ledger.verdict([])).toMatchObject({ published: 1, events: 3, duplicates: 3, verified: true });
  });

  test('where its message was received twice', () => {
    ledger.receive('message-1', body, 1_000);
    arrive(0, 1, 2);
    expect(ledger.verdict([])).toMatchObject({ received: 1, published: 1 });
  });
});

describe('a submission has failed', () => {
  test.each([[[]], [[0, 1]], [[0, 2, 1]], [[1, 0, 2]], [[0, 2]]])('where its events came as %j', (sequences) => {
    arrive(...sequences);
    expect(ledger.verdict([])).toMatchObject({ published: 0, failed: 1, verified: false });
  });

  test('where it is in the diagnostic queue and an event of it in the stream', () => {
    arrive(0);
    expect(ledger.verdict([diagnosed('message-1', body)])).toMatchObject({ rejected: 0, failed: 1 });
  });

  test('where the diagnostic queue has another body for it', () => {
    const kept = [diagnosed('message-1', `${body} `)];
    expect(ledger.verdict(kept)).toMatchObject({ rejected: 0, failed: 1 });
  });
});

test('a list of events that nobody maps is missed', () => {
  const other = toBody(aSubmission({ events: { ...aSubmission().events, file_write: [{ path: '/tmp/a' }] } }));
  const idOfOther = eventIdsOf(decodeBody(other).json);
  ledger.receive('message-2', other, 1_000);
  arrive(0, 1, 2);
  for (const sequence of [0, 1, 2]) ledger.arrive(idOfOther(sequence));
  expect(ledger.verdict([])).toMatchObject({ received: 2, published: 1, failed: 1, verified: false });
});

test('a submission is rejected where the diagnostic queue has it whole and the stream nothing of it', () => {
  ledger.receive('message-2', 'not a submission', 1_000);
  arrive(0, 1, 2);
  const kept = [diagnosed('message-2', 'not a submission')];
  expect(ledger.verdict(kept)).toMatchObject({ received: 2, published: 1, rejected: 1, verified: true });
  expect(ledger.verdict([])).toMatchObject({ published: 1, failed: 1, verified: false });
});
