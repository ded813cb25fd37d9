import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type EventFormatName, eventFormatNames } from '../../lambda/contract/event-format';
import { submissionToEvents } from '../../lambda/domain/events/event-sequence';
import { eventReaders } from '../../schemas/formats/event-readers';
import { createValidator } from '../support/published-schemas';
import { decodeValid, publishedOf, recordsOf } from '../support/records';
import { anyEvents } from '../support/sample-events';
import { aSubmission } from '../support/submissions';

/** What is in the stream for the event at a sequence. */
const published = (format: EventFormatName, sequence: number, submission: unknown = aSubmission()) =>
  publishedOf(submission, format)[sequence];

const PROCESS = 0;
const CONNECTION = 2;
const eventIds = {
  [PROCESS]: '6c2a9f1d-c9f9-8bcf-9b16-33c53d000000',
  [CONNECTION]: '6c2a9f1d-c9f9-8bcf-9b16-33c53d000002',
};

describe('nested', () => {
  const envelope = {
    device_id: '3ceaaf30-8142-48ea-91d9-3080f9b439fc',
    submission_id: '7856881e-0461-4f9d-8693-3030b63798fa',
    time_created: '2026-11-22T14:09:37.082446',
    time_processed: '2026-11-23T08:00:00.000Z',
  };

  test('has the fields of a process start under details', () => {
    expect(published('nested', PROCESS)).toEqual({
      ...envelope,
      event_id: eventIds[PROCESS],
      type: 'new_process',
      sequence: 0,
      details: { cmdl: 'whoami', user: 'john' },
    });
  });

  test('has the fields of a connection under details', () => {
    expect(published('nested', CONNECTION)).toEqual({
      ...envelope,
      event_id: eventIds[CONNECTION],
      type: 'network_connection',
      sequence: 2,
      details: { source_ip: '192.168.0.2', destination_ip: '142.250.74.110', destination_port: 443 },
    });
  });
});

describe('flat', () => {
  const envelope = {
    device_id: '3ceaaf30-8142-48ea-91d9-3080f9b439fc',
    submission_id: '7856881e-0461-4f9d-8693-3030b63798fa',
    time_created: '2026-11-23T08:00:00.000Z',
    device_time_created: '2026-11-22T14:09:37.082446',
  };

  test('has the fields of a process start beside the others', () => {
    expect(published('flat', PROCESS)).toEqual({
      ...envelope,
      event_id: eventIds[PROCESS],
      type: 'new_process',
      sequence: 0,
      cmdl: 'whoami',
      user: 'john',
    });
  });

  test('has the fields of a connection beside the others', () => {
    expect(published('flat', CONNECTION)).toEqual({
      ...envelope,
      event_id: eventIds[CONNECTION],
      type: 'network_connection',
      sequence: 2,
      source_ip: '192.168.0.2',
      destination_ip: '142.250.74.110',
      destination_port: 443,
    });
  });
});

describe('ocsf', () => {
  const metadata = {
    version: '1.8.0',
    product: { name: 'telemetry-mapping' },
    correlation_uid: '7856881e-0461-4f9d-8693-3030b63798fa',
    original_time: '2026-11-22T14:09:37.082446',
    processed_time: 1_795_420_800_000,
  };
  const common = {
    severity_id: 1,
    severity: 'Informational',
    time: 1_795_420_800_000,
    device: { uid: '3ceaaf30-8142-48ea-91d9-3080f9b439fc', type_id: 0 },
  };

  test('has a process start as Process Activity: Launch', () => {
    expect(published('ocsf', PROCESS)).toEqual({
      ...common,
      class_uid: 1007,
      class_name: 'Process Activity',
      category_uid: 1,
      category_name: 'System Activity',
      activity_id: 1,
      activity_name: 'Launch',
      type_uid: 100701,
      type_name: 'Process Activity: Launch',
      metadata: { ...metadata, uid: eventIds[PROCESS], sequence: 0 },
      actor: { user: { name: 'john' } },
      process: { uid: eventIds[PROCESS], cmd_line: 'whoami', user: { name: 'john' } },
    });
  });

  test('has a connection as Network Activity: Open, with the device by the host profile', () => {
    expect(published('ocsf', CONNECTION)).toEqual({
      ...common,
      class_uid: 4001,
      class_name: 'Network Activity',
      category_uid: 4,
      category_name: 'Network Activity',
      activity_id: 1,
      activity_name: 'Open',
      type_uid: 400101,
      type_name: 'Network Activity: Open',
      metadata: { ...metadata, uid: eventIds[CONNECTION], sequence: 2, profiles: ['host'] },
      src_endpoint: { ip: '192.168.0.2' },
      dst_endpoint: { ip: '142.250.74.110', port: 443 },
    });
  });

  test.each([
    ['2026-11-22T14:09:37.082446Z', '2026-11-22T14:09:37.082Z'],
    ['2026-11-22T14:09:37+02:00', '2026-11-22T12:09:37.000Z'],
    ['2026-11-22T23:30:00-05:30', '2026-11-23T05:00:00.000Z'],
    ['1969-12-31T23:59:59Z', '1969-12-31T23:59:59.000Z'],
  ])("takes the device's time %s for the event's, since it has a zone", (time_created, expected) => {
    const event = published('ocsf', PROCESS, aSubmission({ time_created }));
    expect(event.time).toBe(Date.parse(expected));
    expect(event.metadata).toMatchObject({ original_time: time_created, processed_time: 1_795_420_800_000 });
  });

  test.each(['2026-11-22T14:09:37.082446', '2026-11-22T14:09:37', '2026-11-22T14:09'])(
    'takes the time of processing where the device sends %s, a local time',
    (time_created) => {
      const event = published('ocsf', PROCESS, aSubmission({ time_created }));
      expect(event.time).toBe(1_795_420_800_000);
      expect(event.metadata.original_time).toBe(time_created);
    },
  );
});

const anyTime = fc
  .record({
    seconds: fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    }),
    fraction: fc.oneof(fc.constant(''), fc.stringMatching(/^\.\d{1,9}$/)),
    zone: fc.oneof(fc.constantFrom('', 'Z'), fc.stringMatching(/^[+-]([01]\d|2[0-3]):[0-5]\d$/)),
  })
  .map(({ seconds, fraction, zone }) => `${seconds.toISOString().slice(0, 19)}${fraction}${zone}`);

const anySubmission = fc.record({
  submission_id: fc.uuid(),
  device_id: fc.uuid().map((id) => id.toUpperCase()),
  time_created: anyTime,
  events: anyEvents,
});

describe.each(eventFormatNames)('whatever a sensor submits, %s events', (format) => {
  const validate = createValidator(`${format}-event.schema.json`);

  test('are as their schema says, and are read back as what they are', () => {
    fc.assert(
      fc.property(anySubmission, (submission) => {
        const valid = decodeValid(JSON.stringify(submission));
        const { runs, submissionId, deviceId, timeCreated, eventIdPrefix } = submissionToEvents(valid);
        const told = runs.flatMap(({ type, details }) => details.map((event) => ({ type: type.name, details: event })));
        const records = recordsOf(valid, format);
        expect(records.flatMap(({ data }) => validate(JSON.parse(data)))).toEqual([]);
        expect(records.map(({ data }) => eventReaders[format](Buffer.from(data)))).toEqual(
          told.map((event, sequence) => {
            const eventId = eventIdPrefix + sequence.toString(16).padStart(6, '0');
            return { ...event, eventId, submissionId, deviceId, timeCreated, sequence };
          }),
        );
      }),
    );
  });
});
