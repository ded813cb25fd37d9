import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeSubmission } from '../../lambda/domain/intake/decode-submission';
import { eventTypes } from '../../lambda/event-types/event-types';
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
  return decoded.decoded.submission;
};

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
    '2026-11-22T14:09:37.082446123+01:00',
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
      expect(submissionOf(toBody(withProcess({ cmdl: text, user: text }))).events['new_process']).toEqual([
        { cmdl: text, user: text },
      ]);
    },
  );

  test.each(['x'.repeat(1_024), '\u{1f980}'.repeat(1_024)])(
    'have names of users of up to 1,024 characters, whatever these take: %#',
    (user) => {
      expect(submissionOf(toBody(withProcess({ cmdl: '', user }))).events['new_process']).toEqual([{ cmdl: '', user }]);
    },
  );

  test('have command lines as long as a message has room for', () => {
    const cmdl = 'x'.repeat(1_000_000);
    const { events } = submissionOf(JSON.stringify(withProcess({ cmdl, user: '' })));
    expect(events['new_process']).toEqual([{ cmdl, user: '' }]);
  });

  test.each([0, 65_535])('have ports from 0 to 65535: %d', (destination_port) => {
    const { events } = submissionOf(toBody(withConnection({ destination_port })));
    expect(events['network_connection']).toMatchObject([{ destination_port }]);
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
    ['{"submission_id":"\ud800"}', 'has half a surrogate pair'],
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
    ['time_created', aSubmission({ time_created: '2026-11-22T14:09:37.0824461234+01:00' })],
    ['time_created', aSubmission({ time_created: 'x'.repeat(36) })],
    ['events', aSubmission({ events: undefined })],
    ['events', aSubmission({ events: [] })],
    ['events', aSubmission({ events: { file_deleted: [] } })],
    ['events', JSON.parse(JSON.stringify(aSubmission()).replace('"new_process"', '"__proto__"'))],
    ['events.new_process', aSubmission({ events: { new_process: null } })],
    ['events.new_process', aSubmission({ events: { new_process: {} } })],
    ['events.new_process[0]', withProcess(null)],
    ['events.new_process[0].cmdl', withProcess({ cmdl: null, user: 'john' })],
    ['events.new_process[0].user', withProcess({ cmdl: 'whoami' })],
    ['events.new_process[0].user', withProcess({ cmdl: 'whoami', user: 'x'.repeat(1_025) })],
    ['events.new_process[0].user', withProcess({ cmdl: 'whoami', user: '\u{1f980}'.repeat(1_025) })],
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

  test('list the first five faults, and count the rest', () => {
    const { reasons } = rejectionOf(toBody(aSubmission({ submission_id: 1, events: { new_process: [{}, {}, {}] } })));
    expect(reasons.map(({ path, message }) => `${path} ${message}`)).toEqual([
      'submission_id is not text',
      'events.new_process[0].cmdl is missing',
      'events.new_process[0].user is missing',
      'events.new_process[1].cmdl is missing',
      'events.new_process[1].user is missing',
      ' and 2 more',
    ]);
  });

  test('say that there is more where faults are so many that not all were looked for', () => {
    const events = { new_process: Array.from({ length: 50 }, () => ({ cmdl: 'a' })), network_connection: [null] };
    const { reasons } = rejectionOf(toBody(aSubmission({ events })));
    expect(reasons).toHaveLength(6);
    expect(reasons.at(4)).toEqual({ path: 'events.new_process[4].user', message: 'is missing' });
    expect(reasons.at(-1)).toEqual({ path: '', message: 'and more' });
  });

  test('are told from valid ones by their last event, however many there are', () => {
    const events = Array.from({ length: 10_000 }, () => ({ cmdl: 'a', user: 'b' }));
    const { reasons } = rejectionOf(toBody(aSubmission({ events: { new_process: [...events, { cmdl: 'a' }] } })));
    expect(reasons).toEqual([{ path: 'events.new_process[10000].user', message: 'is missing' }]);
  });

  test('have reasons that never quote what was submitted', () => {
    const secret = 'curl -u bob:hunter2';
    const values = toBody(withConnection({ source_ip: secret, destination_port: secret }));
    const names = toBody(aSubmission({ events: { [secret]: [] } }));
    const tooLong = toBody(withProcess({ cmdl: secret, user: secret.repeat(100) }));
    const repeated = `{"events":{"${secret}":1,"${secret}":2},${JSON.stringify(aSubmission()).slice(1)}`;
    for (const body of [values, names, tooLong, repeated]) {
      expect(JSON.stringify(rejectionOf(body))).not.toContain(secret);
    }
  });

  test.each<[unknown, string]>([
    [aSubmission({ submission_id: 'not-an-uuid' }), 'submission_id is not a UUID'],
    [aSubmission({ device_id: undefined }), 'device_id is missing'],
    [aSubmission({ time_created: '2026-02-30T00:00:00' }), 'time_created is not an ISO 8601 date-time of the calendar'],
    [
      aSubmission({ time_created: `2026-11-22T00:00:00.${'0'.repeat(40)}` }),
      'time_created is longer than 35 characters',
    ],
    [aSubmission({ events: [] }), 'events is not an object'],
    [aSubmission({ events: { new_process: {} } }), 'events.new_process is not a list'],
    [withProcess({ cmdl: null, user: 'john' }), 'events.new_process[0].cmdl is not text'],
    [withProcess({ cmdl: '', user: 'x'.repeat(1_025) }), 'events.new_process[0].user is longer than 1024 characters'],
    [withConnection({ source_ip: '::1' }), 'events.network_connection[0].source_ip is not an IPv4 address'],
    [withConnection({ destination_port: '80' }), 'events.network_connection[0].destination_port is not a number'],
    [withConnection({ destination_port: 80.5 }), 'events.network_connection[0].destination_port is not a whole number'],
    [withConnection({ destination_port: 65_536 }), 'events.network_connection[0].destination_port is more than 65535'],
    [withConnection({ destination_port: -1 }), 'events.network_connection[0].destination_port is less than 0'],
  ])('say in words what is wrong: %j', (submission, sentence) => {
    const { reasons } = rejectionOf(JSON.stringify(submission));
    expect(reasons.map(({ path, message }) => `${path} ${message}`)).toEqual([sentence]);
  });

  test.each([
    [['file_deleted'], 'has event types that are not known: file_deleted'],
    [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'has event types that are not known: a, b, c, d, e and 2 more'],
    // Names that look like types are told wherever they stand; of the others, only the number.
    [['AKIAIOSFODNN7EXAMPLE', 'file_deleted', 'x y'], 'has event types that are not known: file_deleted and 2 more'],
    [['AKIAIOSFODNN7EXAMPLE'], 'has an event type that is not known'],
    [['', 'type_1', 'File', '_', 'a__b', 'x'.repeat(41)], 'has 6 event types that are not known'],
    [['file_deleted secret', 'Secret_file', 'file_deleted\nsecret'], 'has 3 event types that are not known'],
    [['x'.repeat(40)], `has event types that are not known: ${'x'.repeat(40)}`],
    [['__proto__'], 'has an event type that is not known'],
    [['__proto__', 'constructor'], 'has event types that are not known: constructor and 1 more'],
  ])('name unknown event types where that is harmless, and count all: %j', (names, message) => {
    const events = `{${names.map((name) => `${JSON.stringify(name)}:[]`).join()}}`;
    const body = JSON.stringify(aSubmission({ events: 'EVENTS' })).replace('"EVENTS"', events);
    expect(rejectionOf(body).reasons).toEqual([{ path: 'events', message }]);
  });

  test.each(eventTypes)('name $name too, should a function that does not know it refuse it', ({ name }) => {
    // What finds repeated keys counts on such names as well.
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(name.length).toBeLessThanOrEqual(40);
  });

  test('name few of very many unknown event types', () => {
    const names = Array.from({ length: 30_000 }, (_, index) =>
      index.toString(2).replaceAll('0', 'a').replaceAll('1', 'b'),
    );
    const { reasons } = rejectionOf(
      JSON.stringify(aSubmission({ events: Object.fromEntries(names.map((name) => [name, []])) })),
    );
    expect(reasons).toEqual([
      { path: 'events', message: 'has event types that are not known: a, b, ba, bb, baa and 29995 more' },
    ]);
  });

  test('do not have the fields of other objects for event types', () => {
    expect(rejectionOf(toBody(aSubmission({ events: { toString: [] } }))).reasons).toHaveLength(1);
    expect(submissionOf(JSON.stringify(aSubmission({ events: {} }))).events).toEqual({});
  });
});

/** Keeps an own `__proto__` field, which an object literal would not. */
const serialize = (value: unknown): string => JSON.stringify(value);

describe('submissions that repeat a key so that events would be lost', () => {
  const head = JSON.stringify(aSubmission({ events: undefined })).slice(0, -1);
  const process = '{"cmdl":"a","user":"b"}';

  test.each([
    ['events.new_process', `${head},"events":{"new_process":[${process}],"new_process":[]}}`],
    ['events.new_process', `${head},"events":{"new_process":[],"network_connection":[],"new_process":[]}}`],
    ['events.new_process', `${head},"events":{"new_process":[${process}],"new\\u005fprocess":[]}}`],
    ['events.new_process', `${head},"events":{"\\u006eew_process":[${process}],"new\\u005Fprocess":[]}}`],
    ['events.network_connection', `${head},"events" : { "network_connection" : [ ] , "network_connection" : [ ] } }`],
    ['events', `${head},"events":{"new_process":[${process}]},"events":{}}`],
    ['events', `{"events":null,${head.slice(1)},"events":{}}`],
    ['events', `{"events":["a","a",{"events":{}}],${head.slice(1)},"events":{}}`],
    ['events', `${head},"\\u0065vents":{"new_process":[${process}]},"events":{}}`],
    ['events', `${head},"events":{"new_process":[${process}]},"events":{"new_process":[]}}`],
  ])('name it: %s of %s', (path, json) => {
    for (const body of [json, Buffer.from(json).toString('base64')]) {
      expect(rejectionOf(body)).toEqual({
        reasons: [{ path, message: 'is repeated, so events would be lost' }],
        deviceId: '3ceaaf30-8142-48ea-91d9-3080f9b439fc',
      });
    }
  });

  test('are never those whose keys all differ, whatever else they hold', () => {
    const word = fc.constantFrom('events', 'new_process', '"events":', '\\u0065vents', '\u001b', '{', '\\', 'a');
    const { value: anyValue } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, word, fc.array(tie('value')), fc.dictionary(word, tie('value'))),
    }));
    const anyProcess = fc.record({ x: anyValue, cmdl: word, new_process: anyValue, user: word, events: anyValue });
    fc.assert(
      fc.property(anyValue, fc.array(anyProcess), anyValue, (before, new_process, after) => {
        const json = JSON.stringify({ before, ...aSubmission({ events: { new_process } }), after, new_process: after });
        expect(decodeSubmission(json).valid).toBe(true);
        expect(decodeSubmission(json.replaceAll('"events":', '"\\u0065vents":')).valid).toBe(true);
      }),
    );
  });

  test.each([
    `${head},"x":{"events":1,"events":2},"events":{"new_process":[]},"y":[{"new_process":1,"new_process":2}]}`,
    `${head},"x":"events","events":{"new_process":[{"cmdl":"new_process","user":"events"}]}}`,
    `${head},"events":{"new_process":[{"cmdl":"{\\"events\\":{},\\"events\\":{}}","user":"\\\\\\"events"}]}}`,
    `${head},"events":{"new_process":[{"cmdl":"a","cmdl":"b","user":"c","events":{"events":1},"new_process":2}]}}`,
    `${head},"events":{},"new_process":1,"new_process":2,"x\\u0041":["events","events"]}`,
    `${head},"device_id":"3ceaaf30-8142-48ea-91d9-3080f9b439fc","events":{"new\\u005fprocess":[]}}`,
  ])('are not those that have such words anywhere else: %s', (json) => {
    expect(decodeSubmission(json).valid).toBe(true);
    expect(decodeSubmission(Buffer.from(json).toString('base64')).valid).toBe(true);
  });
});
