import { describe, expect, test } from '@jest/globals';
import { decodeSubmission } from '../../lambda/domain/intake/decode-submission';
import type { EventList } from '../../lambda/event-types/event-type';
import { aSubmission, toBody } from '../support/submissions';

const withProcess = (process: unknown) => aSubmission({ events: { new_process: [process] } });
const withConnection = (changes: object) =>
  aSubmission({
    events: {
      network_connection: [{ source_ip: '10.0.0.1', destination_ip: '10.0.0.2', destination_port: 443, ...changes }],
    },
  });

const submissionOf = (body: string) => {
  const decoded = decodeSubmission(body);
  if (!decoded.valid) throw new Error(JSON.stringify(decoded.rejection));
  const { events, ...others } = decoded.decoded.submission;
  const lists = Object.entries(events).map(([name, list]) => [name, list && detailsOf(list)]);
  return { ...others, events: Object.fromEntries(lists) };
};

const detailsOf = (list: EventList) => Array.from({ length: list.length }, (_, position) => list.at(position)?.details);
const rejectionOf = (body: string) => {
  const decoded = decodeSubmission(body);
  if (decoded.valid) throw new Error('The body was taken for valid.');
  return decoded.rejection;
};

describe('valid submissions', () => {
  test('are base64 of JSON, or plain JSON', () => {
    const json = JSON.stringify(aSubmission());
    expect(submissionOf(Buffer.from(json).toString('base64'))).toEqual(aSubmission());
    expect(submissionOf(json)).toEqual(aSubmission());
    expect(submissionOf(` \n\t${json}\n`)).toEqual(aSubmission());
    expect(submissionOf(`${Buffer.from(json).toString('base64')}\n`)).toEqual(aSubmission());
  });

  test.each([
    ['no lists', {}],
    ['empty lists', { new_process: [], network_connection: [] }],
    ['one list', { network_connection: [] }],
  ])('may have no events: %s', (_, events) => {
    expect(submissionOf(toBody(aSubmission({ events }))).events).toEqual(events);
  });

  test.each([
    '2026-11-22T14:09:37.082446',
    '2026-11-22T14:09:37',
    '2026-11-22T14:09:37Z',
    '2026-11-22T14:09:37.1+02:00',
    '2024-02-29T00:00:00',
  ])('keep their time as submitted: %s', (time_created) => {
    expect(submissionOf(toBody(aSubmission({ time_created }))).time_created).toBe(time_created);
  });

  test('have UUIDs in any letter case, which become lower case', () => {
    const { submission_id, device_id } = submissionOf(
      toBody(
        aSubmission({
          submission_id: '7856881E-0461-4F9D-8693-3030B63798FA',
          device_id: '11111111-1111-1111-1111-11111111111A',
        }),
      ),
    );
    expect([submission_id, device_id]).toEqual([
      '7856881e-0461-4f9d-8693-3030b63798fa',
      '11111111-1111-1111-1111-11111111111a',
    ]);
  });

  test.each(['', 'naïve 命令 \u0000 \u{1f980}', 'C:\\"quoted"\n'])(
    'have any string as command line and user: %j',
    (text) => {
      expect(submissionOf(toBody(withProcess({ cmdl: text, user: text }))).events.new_process).toEqual([
        { cmdl: text, user: text },
      ]);
    },
  );

  test.each([0, 65_535])('have ports from 0 to 65535: %d', (destination_port) => {
    const { events } = submissionOf(toBody(withConnection({ destination_port })));
    expect(events.network_connection).toMatchObject([{ destination_port }]);
  });

  test('may have fields that nobody knows, which are ignored', () => {
    const process = { cmdl: 'a', user: 'b' };
    const body = toBody({ ...withProcess({ ...process, parent: 1 }), sensor_version: '2' });
    expect(submissionOf(body)).toEqual(withProcess(process));
  });
});

describe('invalid bodies', () => {
  test.each([
    ['', 'is not JSON'],
    ['not base64!', 'is not base64'],
    ['e30', 'is not base64'],
    ['e3-_', 'is not base64'],
    [Buffer.from([0x7b, 0xff, 0x7d]).toString('base64'), 'is not UTF-8 inside its base64'],
    [Buffer.from('\ufeff{}').toString('base64'), 'is not JSON'],
    ['{"submission_id":', 'is not JSON'],
    [Buffer.from('{').toString('base64'), 'is not JSON'],
  ])('%j: %s', (body, message) => {
    expect(rejectionOf(body)).toEqual({ reasons: [{ path: '', message }] });
  });

  test.each([['null'], ['[]'], ['"text"'], ['1']])('JSON that is no object: %s', (json) => {
    expect(rejectionOf(Buffer.from(json).toString('base64')).reasons).toHaveLength(1);
  });
});

describe('invalid submissions', () => {
  test.each([
    ['submission_id', aSubmission({ submission_id: 'not-an-uuid' })],
    ['submission_id', aSubmission({ submission_id: undefined })],
    ['device_id', aSubmission({ device_id: null })],
    ['device_id', aSubmission({ device_id: '{3ceaaf30-8142-48ea-91d9-3080f9b439fc}' })],
    ['time_created', aSubmission({ time_created: '2026-02-30T00:00:00' })],
    ['time_created', aSubmission({ time_created: '2025-02-29T00:00:00' })],
    ['time_created', aSubmission({ time_created: '2026-11-22' })],
    ['time_created', aSubmission({ time_created: 1_795_000_000 })],
    ['events', aSubmission({ events: undefined })],
    ['events', aSubmission({ events: [] })],
    ['events', aSubmission({ events: { file_deleted: [] } })],
    ['events', JSON.parse(JSON.stringify(aSubmission()).replace('"new_process"', '"__proto__"'))],
    ['events.new_process', aSubmission({ events: { new_process: null } })],
    ['events.new_process', aSubmission({ events: { new_process: {} } })],
    ['events.new_process[0]', withProcess(null)],
    ['events.new_process[0].cmdl', withProcess({ cmdl: null, user: 'john' })],
    ['events.new_process[0].user', withProcess({ cmdl: 'whoami' })],
    ['events.network_connection[0].source_ip', withConnection({ source_ip: 'not-an-ip' })],
    ['events.network_connection[0].source_ip', withConnection({ source_ip: '010.0.0.1' })],
    ['events.network_connection[0].destination_ip', withConnection({ destination_ip: '::1' })],
    ['events.network_connection[0].destination_ip', withConnection({ destination_ip: '256.0.0.1' })],
    ['events.network_connection[0].destination_port', withConnection({ destination_port: 65_536 })],
    ['events.network_connection[0].destination_port', withConnection({ destination_port: -1 })],
    ['events.network_connection[0].destination_port', withConnection({ destination_port: 80.5 })],
    ['events.network_connection[0].destination_port', withConnection({ destination_port: '80' })],
  ])('name the place: %s', (path, submission) => {
    const { reasons } = rejectionOf(Buffer.from(serialize(submission)).toString('base64'));
    expect(reasons.map((reason) => reason.path)).toEqual([path]);
  });

  test('name the device where it is well-formed, in lower case', () => {
    const broken = { submission_id: 1, device_id: '3CEAAF30-8142-48EA-91D9-3080F9B439FC' };
    expect(rejectionOf(toBody(aSubmission(broken))).deviceId).toBe('3ceaaf30-8142-48ea-91d9-3080f9b439fc');
    expect(rejectionOf(toBody(aSubmission({ device_id: 'x' })))).not.toHaveProperty('deviceId');
  });

  test('list every fault up to a limit, and count the rest', () => {
    const events = { new_process: Array.from({ length: 50 }, () => ({ cmdl: 'a' })) };
    const { reasons } = rejectionOf(toBody(aSubmission({ events })));
    expect(reasons).toHaveLength(21);
    expect(reasons.at(-1)).toEqual({ path: '', message: 'and 30 more' });
  });

  test('have reasons that never quote what was submitted', () => {
    const secret = 'curl -u bob:hunter2';
    const values = toBody(withConnection({ source_ip: secret, destination_port: secret }));
    const names = toBody(aSubmission({ events: { [secret]: [] } }));
    for (const body of [values, names]) expect(JSON.stringify(rejectionOf(body))).not.toContain(secret);
  });

  test.each<[unknown, string]>([
    [aSubmission({ submission_id: 'not-an-uuid' }), 'submission_id is not a UUID'],
    [aSubmission({ device_id: undefined }), 'device_id is missing'],
    [aSubmission({ time_created: '2026-02-30T00:00:00' }), 'time_created is not an ISO 8601 date-time of the calendar'],
    [aSubmission({ events: [] }), 'events is not an object'],
    [aSubmission({ events: { new_process: {} } }), 'events.new_process is not a list'],
    [withProcess({ cmdl: null, user: 'john' }), 'events.new_process[0].cmdl is not text'],
    [withConnection({ source_ip: '::1' }), 'events.network_connection[0].source_ip is not an IPv4 address'],
    [withConnection({ destination_port: '80' }), 'events.network_connection[0].destination_port is not a number'],
    [withConnection({ destination_port: 80.5 }), 'events.network_connection[0].destination_port is not a whole number'],
    [withConnection({ destination_port: 65_536 }), 'events.network_connection[0].destination_port is more than 65535'],
    [withConnection({ destination_port: -1 }), 'events.network_connection[0].destination_port is less than 0'],
  ])('say in words what is wrong: %j', (submission, sentence) => {
    const { reasons } = rejectionOf(JSON.stringify(submission));
    expect(reasons.map(({ path, message }) => `${path} ${message}`)).toEqual([sentence]);
  });

  test('name few of many unknown event types', () => {
    const events = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`type_${index}`, []]));
    const { reasons } = rejectionOf(JSON.stringify(aSubmission({ events })));
    expect(reasons).toEqual([
      {
        path: 'events',
        message: 'has event types that are not known: type_0, type_1, type_2, type_3, type_4 and 59995 more',
      },
    ]);
  });

  test('name an unknown event type', () => {
    const { reasons } = rejectionOf(toBody(aSubmission({ events: { file_deleted: [] } })));
    expect(reasons).toEqual([{ path: 'events', message: 'has event types that are not known: file_deleted' }]);
  });
});

/** Keeps an own `__proto__` field, which an object literal would not. */
const serialize = (value: unknown): string => JSON.stringify(value);
