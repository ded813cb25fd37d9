import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { MetricName } from '../../lambda/contract/metrics';
import { eventTypes } from '../../lambda/event-types/event-types';
import { type SettingsOf, wholeNumber } from '../setting-kinds/setting-kinds';
import { defineAlarm } from './alarm-definition';
import { detectionLate, submissionKeepsFailing, submissionsFail } from './calls';
import { alarmsOf, type Graph, type Row } from './graph';
import { LOOK_BACK_PERIODS, mappingMetric, PERIOD, RATIO_PERIOD } from './metrics';

export const submissionThresholds = {
  alarmLatencySeconds: wholeNumber(1, 86_400, 'seconds').default(30).describe('from sensor to stream, 99th percentile'),
  alarmRejectedPercent: wholeNumber(1, 100, 'percent')
    .default(15)
    .describe('of the submissions of 5 minutes; the field sends about 10 broken ones in 100'),
  alarmTrafficFloor: wholeNumber(1, 100_000_000, 'submissions')
    .default(100)
    .describe('in 5 minutes; below it, `alarmRejectedPercent` says nothing'),
  alarmFailedSubmissions: wholeNumber(1, 1_000_000, 'submissions')
    .default(10)
    .describe('a minute; each is delivered again'),
  alarmFailedAgeSeconds: wholeNumber(60, 345_600, 'seconds')
    .default(600)
    .describe('age of the oldest submission that failed, counted from when a sensor sent it'),
};

export interface WatchedSubmissions {
  /** With the service's name, identifies the function's metrics in an account and region. */
  readonly stage: string;
  readonly thresholds: SettingsOf<typeof submissionThresholds>;
}

/** What the function says became of submissions, and of their events. */
export const watchSubmissions = (watched: WatchedSubmissions) => {
  const latencyGraph = latency(watched);
  const rejectedGraph = rejected(watched);
  const outcomesGraph = outcomes(watched);
  const failedAgeGraph = failedAge(watched);
  return {
    alarms: alarmsOf([latencyGraph, rejectedGraph, outcomesGraph, failedAgeGraph]),
    latency: latencyGraph,
    rejected: rejectedGraph,
    row: {
      heading: '## How much goes through? Each minute',
      lines: [
        [outcomesGraph, eventsByType(watched), published(watched)],
        [failedAgeGraph, notDone(watched)],
      ],
    } satisfies Row,
  };
};

const latency = ({ stage, thresholds }: WatchedSubmissions): Graph => {
  const percentile = (p: number) => mappingMetric(stage, 'QueueToStreamLatency', { statistic: Stats.p(p) });
  return {
    title: 'Latency from sensor to stream',
    unit: 'ms',
    metrics: [percentile(50).with({ label: 'p50' }), percentile(99).with({ label: 'p99' })],
    alarms: [
      defineAlarm({
        id: 'latency-p99',
        meaning: 'Detection is late: one submission in a hundred takes this long from sensor to stream, or longer.',
        metric: percentile(99),
        threshold: thresholds.alarmLatencySeconds * 1_000,
        evaluationPeriods: 5,
        call: detectionLate,
      }),
    ],
  };
};

const rejected = ({ stage, thresholds }: WatchedSubmissions): Graph => {
  // 0 where too few came to say.
  const percent = new MathExpression({
    expression: `IF(received >= ${thresholds.alarmTrafficFloor}, 100 * rejected / received, 0)`,
    usingMetrics: {
      received: mappingMetric(stage, 'SubmissionsReceived', { statistic: 'Sum', period: RATIO_PERIOD }),
      rejected: mappingMetric(stage, 'SubmissionsRejected', { statistic: 'Sum', period: RATIO_PERIOD }),
    },
    label: 'Rejected',
    period: RATIO_PERIOD,
  });
  return {
    title: 'Rejected, of those received',
    unit: '%',
    metrics: [percent],
    alarms: [
      defineAlarm({
        id: 'rejected-ratio',
        meaning: 'Devices are unprotected: many submissions are invalid, and their events do not reach detection.',
        metric: percent,
        threshold: thresholds.alarmRejectedPercent,
        evaluationPeriods: 1,
      }),
    ],
  };
};

const outcomes = ({ stage, thresholds }: WatchedSubmissions): Graph => {
  const failed = failedButForTheDiagnosticQueue(stage);
  return {
    title: 'Submissions',
    unit: 'submissions',
    metrics: [
      sumOf(stage, 'SubmissionsReceived').with({ label: 'Received' }),
      sumOf(stage, 'SubmissionsPublished').with({ label: 'Published' }),
      sumOf(stage, 'SubmissionsRejected').with({ label: 'Rejected' }),
      sumOf(stage, 'SubmissionsContinued').with({ label: 'Continued' }),
      sumOf(stage, 'SubmissionsFailed').with({ label: 'Failed' }),
      failed.with({ label: 'Failed, those aside that the diagnostic queue did not take' }),
      sumOf(stage, 'ContinuationsMistrusted').with({ label: 'Continuations not believed' }),
    ],
    alarms: [
      defineAlarm({
        id: 'failed-submissions',
        meaning:
          'Detection is late: submissions fail and are delivered again. The dead-letter queue takes what keeps on.',
        metric: failed,
        threshold: thresholds.alarmFailedSubmissions,
        evaluationPeriods: LOOK_BACK_PERIODS,
        datapointsToAlarm: 2,
        call: submissionsFail,
      }),
    ],
  };
};

/** Of what the diagnostic queue does not take, an alarm of its own tells: neither may hide the other. */
const failedButForTheDiagnosticQueue = (stage: string): MathExpression =>
  new MathExpression({
    expression: 'failed - undiagnosed',
    usingMetrics: {
      failed: sumOf(stage, 'SubmissionsFailed'),
      undiagnosed: sumOf(stage, 'DiagnosticSendFailures'),
    },
    period: PERIOD,
  });

/** Each of these is delivered once in 15 minutes, so a shorter period would let the alarm come and go. */
const FAILED_AGE_PERIOD = Duration.minutes(20);

/** SQS leaves out of its own metric of age what was received three times or more. */
const failedAge = ({ stage, thresholds }: WatchedSubmissions): Graph => {
  const age = mappingMetric(stage, 'OldestFailedAge', { statistic: Stats.MAXIMUM, period: FAILED_AGE_PERIOD });
  return {
    title: 'Age of the oldest failed submission, in 20 minutes',
    unit: 'ms',
    metrics: [age.with({ label: 'Age' })],
    alarms: [
      defineAlarm({
        id: 'failed-submission-age',
        meaning:
          'Detection of a submission is late and gets later: it keeps failing, for a day, and is put aside then.',
        metric: age,
        threshold: thresholds.alarmFailedAgeSeconds * 1_000,
        evaluationPeriods: 1,
        call: submissionKeepsFailing,
      }),
    ],
  };
};

/** What the submission queue was asked to do, and did not confirm. */
const notDone = ({ stage }: WatchedSubmissions): Graph => ({
  title: 'Not done by the submission queue',
  unit: 'messages',
  metrics: [
    sumOf(stage, 'RetriesNotDelayed').with({ label: 'Retries that come after the visibility timeout' }),
    sumOf(stage, 'ContinuedNotDeleted').with({ label: 'Continued messages that may come again' }),
  ],
});

const eventsByType = ({ stage }: WatchedSubmissions): Graph => ({
  title: 'Events by type',
  unit: 'events',
  metrics: eventTypes.map(({ metric }) => sumOf(stage, metric.name).with({ label: metric.label })),
  stacked: true,
});

const published = ({ stage }: WatchedSubmissions): Graph => ({
  title: 'Published',
  unit: 'bytes',
  metrics: [sumOf(stage, 'BytesPublished').with({ label: 'Bytes' })],
});

const sumOf = (stage: string, name: MetricName) => mappingMetric(stage, name, { statistic: 'Sum' });
