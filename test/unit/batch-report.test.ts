import { describe, expect, test } from '@jest/globals';
import { metrics } from '../../lambda/contract/metrics';
import { aMessage } from '../support/messages';
import { aContinued, aFailed, aPublished, aRejected } from '../support/outcomes';
import { reportBatch, valuesOf } from '../support/reported-batch';

const mixedOutcomes = [
  aPublished({ events: { new_process: 2, network_connection: 1 } }),
  aPublished({ events: { new_process: 1, network_connection: 4 } }),
  aRejected(),
  aContinued(),
  aFailed(),
  aFailed({ failed: 'keep in the diagnostic queue' }),
];
const mixedFigures = {
  putRecords: {
    calls: 7,
    records: 13,
    bytes: 2_600,
    retries: 5,
    throttled: 4,
    refusals: { ProvisionedThroughputExceededException: 3, KMSThrottlingException: 1, InternalFailure: 2 },
    inversions: 1,
  },
  oldestFailedAgeMs: 700_000,
  durationMs: 1_234,
};

describe('the embedded metrics of a batch', () => {
  test('tell what became of its submissions, and what that cost', () => {
    const { embeddedMetrics } = reportBatch(mixedOutcomes, mixedFigures);
    expect(embeddedMetrics).toHaveLength(1);
    expect(embeddedMetrics[0]).toMatchObject({
      QueueToStreamLatency: [1_000, 1_000],
      SubmissionsReceived: 6,
      SubmissionsPublished: 2,
      SubmissionsRejected: 1,
      SubmissionsContinued: 1,
      SubmissionsFailed: 2,
      EventsPublished: 13,
      NewProcessEvents: 3,
      NetworkConnectionEvents: 5,
      BytesPublished: 2_600,
      PutRecordsCalls: 7,
      RecordsRetried: 5,
      RecordsThrottled: 4,
      OrderInversions: 1,
      OldestFailedAge: 700_000,
      DiagnosticSendFailures: 1,
      BatchDuration: 1_234,
    });
  });

  test('are exactly those of the contract, with their units, in one namespace, by service and stage', () => {
    const [blob] = reportBatch(mixedOutcomes, mixedFigures).embeddedMetrics;
    expect(blob?._aws.CloudWatchMetrics).toEqual([
      {
        Namespace: 'TelemetryMapping',
        Dimensions: [['service', 'stage']],
        Metrics: metrics.map(({ name, unit }) => ({ Name: name, Unit: unit })),
      },
    ]);
    expect(blob).toMatchObject({ service: 'telemetry-mapping', stage: 'test' });
  });

  test.each([0, 1, 99, 100, 101, 200, 250, 500])(
    'have all latencies of %i published submissions, at most 100 a blob, and every count once',
    (published) => {
      const latencies = Array.from({ length: published }, (_, index) => index);
      const { embeddedMetrics, logLines } = reportBatch(latencies.map((latencyMs) => aPublished({ latencyMs })));
      expect(valuesOf(embeddedMetrics, 'QueueToStreamLatency')).toEqual(latencies);
      for (const blob of embeddedMetrics) {
        expect(valuesOf([blob], 'QueueToStreamLatency').length).toBeLessThanOrEqual(100);
        expect(blob).toMatchObject({ service: 'telemetry-mapping', stage: 'test' });
      }
      expect(valuesOf(embeddedMetrics, 'SubmissionsReceived')).toEqual([published]);
      expect(valuesOf(embeddedMetrics, 'BatchDuration')).toEqual([0]);
      expect(logLines.map(({ level }) => level)).not.toContain('WARN');
    },
  );

  test('have no negative latency where the clocks differ, since CloudWatch would give no percentiles then', () => {
    const { embeddedMetrics } = reportBatch([aPublished({ latencyMs: -20 })]);
    expect(valuesOf(embeddedMetrics, 'QueueToStreamLatency')).toEqual([0]);
  });

  test('tell the same of the version, in a blob of its own, as much as judges it', () => {
    const { versionMetrics } = reportBatch(mixedOutcomes, mixedFigures);
    const Unit = 'Count';
    expect(versionMetrics).toEqual([
      expect.objectContaining({
        service: 'telemetry-mapping',
        stage: 'test',
        version: '7',
        SubmissionsReceived: 6,
        SubmissionsRejected: 1,
        SubmissionsFailed: 2,
      }),
    ]);
    expect(versionMetrics[0]?._aws.CloudWatchMetrics).toEqual([
      {
        Namespace: 'TelemetryMapping',
        Dimensions: [['service', 'stage', 'version']],
        Metrics: ['SubmissionsReceived', 'SubmissionsRejected', 'SubmissionsFailed'].map((Name) => ({ Name, Unit })),
      },
    ]);
  });

  test('have no age of a failed submission where none failed, and none below zero', () => {
    const agesOf = (oldestFailedAgeMs: number | undefined) =>
      valuesOf(reportBatch([], { oldestFailedAgeMs }).embeddedMetrics, 'OldestFailedAge');
    expect(agesOf(undefined)).toEqual([]);
    expect(agesOf(-20)).toEqual([0]);
  });
});

describe('the log of a batch', () => {
  const messagesOf = (lines: readonly { readonly message: string }[]) => lines.map(({ message }) => message);

  test('has a line for each submission that was not published, with its device, and why', () => {
    const { logLines } = reportBatch(mixedOutcomes, mixedFigures);
    const device_id = '3ceaaf30-8142-48ea-91d9-3080f9b439fc';
    expect(logLines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          level: 'WARN',
          message: 'Submission rejected: it is in the diagnostic queue',
          device_id,
          reasons: [{ path: 'submission_id', message: 'is not a UUID' }],
        }),
        expect.objectContaining({ level: 'INFO', device_id, code: 'OutOfTime', events_published: 5 }),
        expect.objectContaining({ level: 'ERROR', device_id, failed_to: 'publish' }),
        expect.objectContaining({ level: 'ERROR', device_id, failed_to: 'keep in the diagnostic queue' }),
      ]),
    );
  });

  test('has a line for the batch, with what it came to', () => {
    const { logLines } = reportBatch(mixedOutcomes, {
      ...mixedFigures,
      retries: { confirmed: 2, failures: {} },
    });
    expect(logLines.filter(({ message }) => message === 'Batch processed')).toEqual([
      expect.objectContaining({
        level: 'INFO',
        received: 6,
        published: 2,
        rejected: 1,
        continued: 1,
        failed: 2,
        events: { new_process: 3, network_connection: 5 },
        retries_delayed: 2,
        oldest_failed_age_ms: 700_000,
        put_records: mixedFigures.putRecords,
        duration_ms: 1_234,
      }),
    ]);
  });

  test('has a line for each device of a small batch, with its submissions', () => {
    const outcomes = ['a', 'b', 'a'].map((deviceId) => aPublished({ deviceId }));
    const lines = reportBatch(outcomes).logLines.filter(({ message }) => message === 'Device sampled');
    expect(lines.map(({ device_id, submissions }) => [device_id, submissions])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  test('tells of a redelivered submission what ends its story', () => {
    const { logLines } = reportBatch([aPublished({ redelivered: true })]);
    expect(logLines.find(({ message }) => message === 'Submission published')).toMatchObject({
      message_id: 'message-1',
      device_id: '3ceaaf30-8142-48ea-91d9-3080f9b439fc',
      submission_id: '7856881e-0461-4f9d-8693-3030b63798fa',
      events: { new_process: 2, network_connection: 1 },
      latency_ms: 1_000,
    });
  });

  test('tells of published submissions only where they were redelivered, or to debug', () => {
    const outcomes = [aPublished({ redelivered: true }), aPublished()];
    const atLevel = (logLevel: 'INFO' | 'DEBUG') =>
      messagesOf(reportBatch(outcomes, { logLevel }).logLines).filter((each) => each === 'Submission published');
    expect(atLevel('INFO')).toHaveLength(1);
    expect(atLevel('DEBUG')).toHaveLength(2);
  });

  test('costs what a batch costs, not what a submission costs, as long as all is well', () => {
    const ofBatch = (submissions: number) =>
      reportBatch(Array.from({ length: submissions }, (_, index) => aPublished({ deviceId: `device-${index}` })))
        .logLines.length;
    expect(ofBatch(10_000)).toBeLessThanOrEqual(ofBatch(10));
  });
});

test.each([
  ['retries', 'RetriesNotDelayed'],
  ['continuedMessages', 'ContinuedNotDeleted'],
] as const)(
  'what the submission queue did not do is told by error code, and counted, and only then: %s',
  (figure, metric) => {
    const failures = { AccessDeniedException: 3, InternalError: 2 };
    const { embeddedMetrics } = reportBatch([], { [figure]: { confirmed: 1, failures } });
    expect(valuesOf(embeddedMetrics, metric)).toEqual([5]);
    const warnings = (codes: Readonly<Record<string, number>>) =>
      reportBatch([], { [figure]: { confirmed: 1, failures: codes } }).logLines.filter(({ level }) => level === 'WARN');
    expect(warnings({ AccessDeniedException: 3 })).toMatchObject([{ codes: { AccessDeniedException: 3 } }]);
    expect(warnings({})).toEqual([]);
  },
);

test('continuations that are not believed are told with those who sent them, at most ten, and counted', () => {
  const mistrusted = Array.from({ length: 12 }, (_, index) =>
    aMessage({ messageId: `message-${index}`, mistrustedSender: 'AIDAEXAMPLE:sensor' }),
  );
  const { logLines, embeddedMetrics } = reportBatch([], { mistrusted });
  const warnings = logLines.filter(({ level }) => level === 'WARN');
  expect(warnings).toMatchObject([
    {
      count: 12,
      messages: mistrusted
        .slice(0, 10)
        .map(({ messageId }) => ({ message_id: messageId, sender_id: 'AIDAEXAMPLE:sensor' })),
    },
  ]);
  expect(valuesOf(embeddedMetrics, 'ContinuationsMistrusted')).toEqual([12]);
  expect(reportBatch([]).logLines.filter(({ level }) => level === 'WARN')).toEqual([]);
});

test('a fault of the function is told by where it was thrown', () => {
  const frames = ['at decodeBody (index.mjs:1:1)'];
  const { logLines } = reportBatch([aFailed({ failed: 'process', code: 'TypeError', frames })]);
  expect(logLines).toContainEqual(expect.objectContaining({ failed_to: 'process', code: 'TypeError', frames }));
});
