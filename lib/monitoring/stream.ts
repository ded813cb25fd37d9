import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { Ordering } from '../../lambda/contract/ordering';
import { type SettingsOf, wholeNumber } from '../setting-kinds/setting-kinds';
import { defineAlarm } from './alarm-definition';
import { alarmsOf, type Graph, type Row } from './graph';
import { LOOK_BACK_PERIODS, mappingMetric, PERIOD } from './metrics';

export const streamThresholds = {
  alarmThrottledRecords: wholeNumber(1, 100_000_000, 'records')
    .default(1_000)
    .describe('a minute; they are put again, so a few cost nothing but time'),
  alarmFailedRecords: wholeNumber(1, 100_000_000, 'records')
    .default(100)
    .describe('a minute, that Kinesis failed to take for reasons of its own'),
  alarmOrderInversions: wholeNumber(1, 100_000_000, 'records')
    .default(1)
    .describe('a minute, that Kinesis placed before one that it had acknowledged earlier; none is expected'),
};

export interface WatchedStream {
  /** With the service's name, identifies the function's metrics in an account and region. */
  readonly stage: string;
  readonly stream: IStream;
  /** Says by which action the function puts records. */
  readonly ordering: Ordering;
  readonly thresholds: SettingsOf<typeof streamThresholds>;
}

/**
 * Whether the stream takes events, and whether its consumers keep up.
 * https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
 */
export const watchStream = (watched: WatchedStream) => {
  const throttledGraph = throttled(watched);
  const failedGraph = failed(watched);
  const inversionsGraph = inversions(watched);
  return {
    alarms: alarmsOf([throttledGraph, failedGraph, inversionsGraph]),
    row: {
      heading: '## The stream',
      lines: [
        [incoming(watched), throttledGraph, failedGraph, ageOfReads(watched)],
        [putLatency(watched), inversionsGraph, throttledReads(watched)],
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
        evaluationPeriods: LOOK_BACK_PERIODS,
        datapointsToAlarm: 5,
      }),
    ],
  };
};

const failed = (watched: WatchedStream): Graph => {
  const { stage, stream, ordering, thresholds } = watched;
  const metric = ordering === 'strict' ? failedPuts(watched) : stream.metricPutRecordsFailedRecords(eachMinute);
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
        evaluationPeriods: LOOK_BACK_PERIODS,
        datapointsToAlarm: 3,
      }),
    ],
  };
};

/** Kinesis counts the records that fail inside it for PutRecords only. */
const failedPuts = ({ stage }: WatchedStream): MathExpression =>
  new MathExpression({
    expression: 'IF(retried > throttled, retried - throttled, 0)',
    usingMetrics: {
      retried: mappingMetric(stage, 'RecordsRetried', { statistic: 'Sum' }),
      throttled: mappingMetric(stage, 'RecordsThrottled', { statistic: 'Sum' }),
    },
    period: PERIOD,
  });

/** Zero, as long as Kinesis places a record behind those of its shard that it acknowledged before. */
const inversions = ({ stage, thresholds }: WatchedStream): Graph => {
  const metric = mappingMetric(stage, 'OrderInversions', { statistic: 'Sum' });
  return {
    title: 'Placed before an earlier event',
    unit: 'records',
    metrics: [metric.with({ label: 'Out of order' })],
    alarms: [
      defineAlarm({
        id: 'order-inversions',
        meaning:
          'Detection may see events of a submission in the wrong order: Kinesis placed some before events that it had acknowledged earlier. None is lost.',
        metric,
        threshold: thresholds.alarmOrderInversions,
        evaluationPeriods: LOOK_BACK_PERIODS,
        datapointsToAlarm: 1,
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
const putLatency = ({ stream, ordering }: WatchedStream): Graph => {
  const longest = { statistic: 'Maximum', period: PERIOD };
  const metric =
    ordering === 'strict' ? stream.metricPutRecordLatency(longest) : stream.metricPutRecordsLatency(longest);
  return {
    title: 'Latency of puts',
    unit: 'ms',
    metrics: [metric.with({ statistic: 'Average', label: 'Average' }), metric.with({ label: 'Longest' })],
  };
};

/** As with their age: of consumers that poll. */
const throttledReads = ({ stream }: WatchedStream): Graph => ({
  title: 'Throttled reads of consumers that poll',
  unit: 'calls',
  metrics: [stream.metricReadProvisionedThroughputExceeded({ ...eachMinute, label: 'Throttled' })],
});

const eachMinute = { statistic: 'Sum', period: PERIOD };
