import { expect, test } from '@jest/globals';
import { readEnvironment } from '../../lambda/contract/environment';

const complete = {
  STREAM_NAME: 'events',
  SUBMISSION_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/submissions',
  DIAGNOSTIC_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/diagnostics',
  PARTITION_KEY: 'submission_id',
  ORDERING: 'acknowledged',
  EVENT_FORMAT: 'nested',
  CONTINUATION_SENDER: 'AROAEXAMPLE',
  POWERTOOLS_SERVICE_NAME: 'telemetry-mapping',
  POWERTOOLS_METRICS_NAMESPACE: 'TelemetryMapping',
  POWERTOOLS_LOG_LEVEL: 'INFO',
  STAGE: 'dev',
};

test('a complete environment is read, whatever else is in it', () => {
  expect(readEnvironment({ ...complete, PATH: '/bin' })).toEqual(complete);
});

test('each variable that is missing or wrong is named, with what it should be', () => {
  const wrong = { ...complete, STREAM_NAME: undefined, PARTITION_KEY: 'user', ORDERING: 'loose', EVENT_FORMAT: 'xml' };
  expect(() => readEnvironment(wrong)).toThrow(
    /STREAM_NAME: .*expected string.*PARTITION_KEY: .*"submission_id"\|"device_id".*ORDERING: .*EVENT_FORMAT: /,
  );
});
