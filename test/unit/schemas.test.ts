import { describe, expect, test } from '@jest/globals';
import { jsonSchemas } from '../../schemas/formats/json-schemas';
import { createValidator, publishedSchemaFiles, readPublishedSchema } from '../support/published-schemas';
import { schemaFields } from '../support/schema-fields';
import { aSubmission } from '../support/submissions';

describe('the files in schemas/', () => {
  test('are those that npm run schemas writes', () => {
    expect(publishedSchemaFiles().toSorted()).toEqual(Object.keys(jsonSchemas()).toSorted());
  });

  test.each(Object.entries(jsonSchemas()))('%s is what npm run schemas writes now', (file, schema) => {
    expect(readPublishedSchema(file)).toEqual(schema);
  });
});

describe('the schema of submissions', () => {
  const withUser = (user: string) => aSubmission({ events: { new_process: [{ cmdl: '', user }] } });
  const validate = createValidator('submission.schema.json');

  test.each([
    ['a submission', aSubmission()],
    ['upper case ids', aSubmission({ device_id: '3CEAAF30-8142-48EA-91D9-3080F9B439FC' })],
    ['a zone', aSubmission({ time_created: '2026-11-22T14:09:37+01:00' })],
    ['no events', aSubmission({ events: {} })],
    ['a time as long as it may be', aSubmission({ time_created: '2026-11-22T14:09:37.082446123+01:00' })],
    ['a user name as long as it may be', withUser('\u{1f980}'.repeat(1_024))],
    ['fields that it does not know', aSubmission({ sensor_version: 2 })],
  ])('takes %s', (_, submission) => {
    expect(validate(submission)).toEqual([]);
  });

  test.each([
    ['another id', aSubmission({ device_id: 'not-an-uuid' })],
    ['a day that there is not', aSubmission({ time_created: '2026-02-29T00:00:00' })],
    ['a time that is too long', aSubmission({ time_created: '2026-11-22T14:09:37.0824461234+01:00' })],
    ['a user name that is too long', withUser('x'.repeat(1_025))],
    ['an event type that it does not know', aSubmission({ events: { file_deleted: [] } })],
    ['no command line', aSubmission({ events: { new_process: [{ cmdl: null, user: 'john' }] } })],
  ])('refuses %s', (_, submission) => {
    expect(validate(submission)).not.toEqual([]);
  });
});

/**
 * Consumers depend on these. Do not change what a field is called, holds or means, and do not remove it: add a format
 * beside those that there are, and move the consumers over.
 */
describe('consumers can count on the fields of', () => {
  const nested = {
    event_id: 'string',
    device_id: 'string',
    submission_id: 'string',
    sequence: 'integer',
    time_created: 'string',
    time_processed: 'string date-time',
  };
  const flat = {
    event_id: 'string',
    device_id: 'string',
    submission_id: 'string',
    sequence: 'integer',
    time_created: 'string date-time',
    device_time_created: 'string',
  };
  const ocsf = {
    severity_id: '1',
    severity: '"Informational"',
    time: 'integer',
    'metadata.version': '"1.8.0"',
    'metadata.product.name': '"telemetry-mapping"',
    'metadata.uid': 'string',
    'metadata.correlation_uid': 'string',
    'metadata.sequence': 'integer',
    'metadata.original_time': 'string',
    'metadata.processed_time': 'integer',
    'device.uid': 'string',
    'device.type_id': '0',
  };

  test.each([
    [
      'nested',
      [
        { ...nested, type: '"new_process"', 'details.cmdl': 'string', 'details.user': 'string' },
        {
          ...nested,
          type: '"network_connection"',
          'details.source_ip': 'string ipv4',
          'details.destination_ip': 'string ipv4',
          'details.destination_port': 'integer',
        },
      ],
    ],
    [
      'flat',
      [
        { ...flat, type: '"new_process"', cmdl: 'string', user: 'string' },
        {
          ...flat,
          type: '"network_connection"',
          source_ip: 'string ipv4',
          destination_ip: 'string ipv4',
          destination_port: 'integer',
        },
      ],
    ],
    [
      'ocsf',
      [
        {
          ...ocsf,
          class_uid: '1007',
          class_name: '"Process Activity"',
          category_uid: '1',
          category_name: '"System Activity"',
          activity_id: '1',
          activity_name: '"Launch"',
          type_uid: '100701',
          type_name: '"Process Activity: Launch"',
          'actor.user.name': 'string',
          'process.uid': 'string',
          'process.cmd_line': 'string',
          'process.user.name': 'string',
        },
        {
          ...ocsf,
          class_uid: '4001',
          class_name: '"Network Activity"',
          category_uid: '4',
          category_name: '"Network Activity"',
          activity_id: '1',
          activity_name: '"Open"',
          type_uid: '400101',
          type_name: '"Network Activity: Open"',
          'metadata.profiles[]': '"host"',
          'src_endpoint.ip': 'string ipv4',
          'dst_endpoint.ip': 'string ipv4',
          'dst_endpoint.port': 'integer',
        },
      ],
    ],
  ])('%s events', (format, fields) => {
    expect(schemaFields(readPublishedSchema(`${format}-event.schema.json`))).toEqual(expect.arrayContaining(fields));
  });
});
