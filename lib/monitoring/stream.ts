import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { type SettingsOf, wholeNumber } from '../setting-kinds/setting-kinds';
import { defineAlarm } from './alarm-definition';
import { alarmsOf, type Graph, type Row } from './graph';
import { mappingMetric, PERIOD } from './metrics';

export const streamThresholds = {
  alarmThrottledRecords: wholeNumber(1, 100_000_000, 'records')
    .default(1_000)
    .describe('a minute; they are put again, so a few cost nothing but time'),
  alarmFailedRecords: wholeNumber(1, 100_000_000, 'records')
    .default(100)
    .describe('a minute, that Kinesis failed to take for reasons of its own'),
};

export interface WatchedStream {
  /** With the service's name, identifies the function's metrics in an account and region. */
  readonly stage: string;
  readonly stream: IStream;
  readonly thresholds: SettingsOf<typeof streamThresholds>;
}

/**
 * Whether the stream takes events, and whether its consumers keep up.
 * https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
 */
export const watchStream = (watched: WatchedStream) => {
  const throttledGraph = throttled(watched);
  const failedGraph = failed(watched);
  return {
    alarms: alarmsOf([throttledGraph, failedGraph]),
    row: {
      heading: '## The stream',
      lines: [
        [incoming(watched), throttledGraph, failedGraph, ageOfReads(watched)],
        [putLatency(watched), throttledReads(watched)],
      ],
    } satisfies Row,
  };
};

const incoming = ({ stage, stream }: WatchedStream): Graph => ({
  title: 'Incoming',
  unit: 'records',
  metrics: [
    stream.metricIncomingRecords({ ...eachMinute, label: 'Incoming' }),
    mappingMetric(stage, 'EventsPublished', { statistic: 'Sum', label: 'Acknowledged' }),
  ],
});

const throttled = ({ stage, stream, thresholds }: WatchedStream): Graph => {
  const metric = stream.metricWriteProvisionedThroughputExceeded(eachMinute);
  return {
    title: 'Throttled',
    unit: 'records',
    metrics: [
      metric.with({ label: 'Throttled, says the stream' }),
      mappingMetric(stage, 'RecordsThrottled', { statistic: 'Sum', label: 'Throttled, says the function' }),
    ],
    alarms: [
      defineAlarm({
        id: 'stream-throttled',
        meaning: 'Detection gets late: the stream takes fewer events than there are. They are put again, none is lost.',
        metric,
        threshold: thresholds.alarmThrottledRecords,
        evaluationPeriods: 5,
      }),
    ],
  };
};

const failed = ({ stage, stream, thresholds }: WatchedStream): Graph => {
  const metric = stream.metricPutRecordsFailedRecords(eachMinute);
  return {
    title: 'Failed in Kinesis, and put again',
    unit: 'records',
    metrics: [
      metric.with({ label: 'Failed' }),
      mappingMetric(stage, 'RecordsRetried', { statistic: 'Sum', label: 'Put again' }),
      mappingMetric(stage, 'PutRecordsCalls', { statistic: 'Sum', label: 'Calls' }),
    ],
    alarms: [
      defineAlarm({
        id: 'stream-failed-records',
        meaning: 'Detection gets late: Kinesis fails to take events, for reasons of its own. They are put again.',
        metric,
        threshold: thresholds.alarmFailedRecords,
        evaluationPeriods: 5,
        datapointsToAlarm: 3,
      }),
    ],
  };
};

/** Consumers with enhanced fan-out do not report it here. */
const ageOfReads = ({ stream }: WatchedStream): Graph => ({
  title: 'Age of what consumers read, where they poll',
  unit: 'ms',
  metrics: [stream.metricGetRecordsIteratorAgeMilliseconds({ statistic: 'Maximum', period: PERIOD, label: 'Age' })],
});

/** Each event of a submission waits for a call of its own, so a slow stream shows here before anything throttles. */
const putLatency = ({ stream }: WatchedStream): Graph => ({
  title: 'Latency of PutRecords',
  unit: 'ms',
  metrics: [
    stream.metricPutRecordsLatency({ statistic: 'Average', period: PERIOD, label: 'Average' }),
    stream.metricPutRecordsLatency({ statistic: 'Maximum', period: PERIOD, label: 'Longest' }),
  ],
});

/** As with their age: of consumers that poll. */
const throttledReads = ({ stream }: WatchedStream): Graph => ({
  title: 'Throttled reads of consumers that poll',
  unit: 'calls',
  metrics: [stream.metricReadProvisionedThroughputExceeded({ ...eachMinute, label: 'Throttled' })],
});

const eachMinute = { statistic: 'Sum', period: PERIOD };
