import { Duration } from 'aws-cdk-lib';
import { Color, ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { type SettingsOf, wholeNumber } from '../setting-kinds/setting-kinds';
import { type AlarmDefinition, defineAlarm } from './alarm-definition';
import { detectionLate } from './calls';
import { alarmsOf, type Graph, type Row } from './graph';
import { LOOK_BACK_PERIODS, mappingMetric, PERIOD, periodsUntilReported, RATIO_PERIOD } from './metrics';

export const queueThresholds = {
  alarmOldestMessageSeconds: wholeNumber(60, 345_600, 'seconds')
    .default(600)
    .describe('age of the oldest submission; SQS leaves out those that were received three times'),
  alarmInFlightMessages: wholeNumber(1, 120_000, 'messages')
    .default(100_000)
    .describe('of the submission queue; SQS hands out none beyond 120,000'),
  alarmDeadLetterMessages: wholeNumber(1, 1_000_000, 'messages')
    .default(1)
    .describe('in the dead-letter queue; none belongs there'),
  alarmDiagnosticMessages: wholeNumber(1, 100_000_000, 'messages')
    .default(10_000)
    .describe('in the diagnostic queue; how many may wait for somebody to look'),
  alarmDiagnosticFailures: wholeNumber(1, 1_000_000, 'submissions')
    .default(10)
    .describe('a minute, that the diagnostic queue did not take; each is tried again'),
  alarmStalledMinutes: wholeNumber(2, 1_440, 'minutes')
    .default(5)
    .describe('with submissions in the queue and no invocation'),
  alarmNoTrafficMinutes: wholeNumber(0, 1_440, 'minutes')
    .default(0)
    .describe('without any submission; 0 for no such alarm, for fleets that sleep'),
};

export interface WatchedQueues {
  /** With the service's name, identifies the function's metrics in an account and region. */
  readonly stage: string;
  readonly submissionQueue: IQueue;
  /** Of the submission queue. */
  readonly submissionRetention: Duration;
  /** Undefined where the submission queue is somebody else's, so that it is not known. */
  readonly deadLetterQueue: IQueue | undefined;
  readonly deadLetterRetention: Duration;
  readonly diagnosticQueue: IQueue;
  /** What the submission queue invokes. */
  readonly function: IFunction;
  readonly functionTimeout: Duration;
  readonly thresholds: SettingsOf<typeof queueThresholds>;
}

/**
 * Whether submissions come, wait, or are left over.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export const watchQueues = (watched: WatchedQueues) => {
  const oldestGraph = oldestSubmission(watched);
  const submissionsGraph = submissions(watched);
  const deadLetterGraphs = watched.deadLetterQueue ? [deadLetters(watched.deadLetterQueue, watched)] : [];
  const deadLetterAges = watched.deadLetterQueue ? [ageOfDeadLetters(watched.deadLetterQueue, watched)] : [];
  const diagnosticsGraph = diagnostics(watched);
  return {
    alarms: [
      ...alarmsOf([oldestGraph, ...deadLetterGraphs, diagnosticsGraph]),
      sourceStalled(watched),
      ...alarmsOf([submissionsGraph]),
    ],
    oldestSubmission: oldestGraph,
    backlog: backlog(watched),
    row: {
      heading: '## The queues',
      lines: [
        [submissionsGraph, ...deadLetterGraphs, diagnosticsGraph],
        [timeToDrain(watched), ...deadLetterAges, messageSize(watched)],
      ],
    } satisfies Row,
  };
};

const oldestSubmission = ({ submissionQueue, thresholds }: WatchedQueues): Graph => {
  const age = submissionQueue.metricApproximateAgeOfOldestMessage(highest);
  return {
    title: 'Age of the oldest submission',
    unit: 'seconds',
    metrics: [age.with({ label: 'Age' })],
    alarms: [
      defineAlarm({
        id: 'oldest-message-age',
        meaning: 'Detection is late: submissions wait in the queue, and are lost when its retention ends.',
        metric: age,
        threshold: thresholds.alarmOldestMessageSeconds,
        evaluationPeriods: 3,
        call: detectionLate,
      }),
    ],
  };
};

const backlog = ({ submissionQueue }: WatchedQueues): Graph => ({
  title: 'Backlog',
  unit: 'submissions',
  metrics: [waiting(submissionQueue).with({ label: 'Waiting' })],
});

/** How long what waits takes at the pace of now, whatever comes in meanwhile. */
const timeToDrain = ({ submissionQueue }: WatchedQueues): Graph => ({
  title: 'Time to drain the backlog, at this pace',
  unit: 'minutes',
  metrics: [
    new MathExpression({
      // Where none is deleted, as long as if one were. PERIOD, since a dashboard that shows days chooses longer ones.
      expression: 'waiting * PERIOD(deleted) / IF(deleted > 0, deleted, 1) / 60',
      usingMetrics: {
        waiting: waiting(submissionQueue).with({ period: RATIO_PERIOD }),
        deleted: submissionQueue.metricNumberOfMessagesDeleted({ statistic: 'Sum', period: RATIO_PERIOD }),
      },
      label: 'Time to drain',
      period: RATIO_PERIOD,
    }),
  ],
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const LONGEST_EVALUATION = Duration.days(1);

/** 1 where messages are visible but the function is not invoked, else 0: it has no graph, since no value to compare. */
const sourceStalled = ({
  submissionQueue,
  function: mapping,
  functionTimeout,
  thresholds,
}: WatchedQueues): AlarmDefinition =>
  defineAlarm({
    id: 'source-stalled',
    meaning: 'Detection has stopped: submissions are in the queue, but the function is not invoked.',
    metric: new MathExpression({
      // A function that is not invoked has no data points, instead of zeros.
      expression: 'IF(visible > 0 AND FILL(invocations, 0) < 1, 1, 0)',
      usingMetrics: {
        visible: submissionQueue.metricApproximateNumberOfMessagesVisible({ statistic: 'Minimum', period: PERIOD }),
        invocations: mapping.metricInvocations({ statistic: 'Sum', period: PERIOD }),
      },
      label: 'Stalled',
      period: PERIOD,
    }),
    threshold: 1,
    // An invocation that has begun and not ended is not seen yet.
    evaluationPeriods: Math.min(
      LONGEST_EVALUATION.toMinutes(),
      thresholds.alarmStalledMinutes + periodsUntilReported(functionTimeout),
    ),
  });

const submissions = ({ submissionQueue, thresholds }: WatchedQueues): Graph => {
  const inFlight = submissionQueue.metricApproximateNumberOfMessagesNotVisible(highest);
  const tooManyInFlight = defineAlarm({
    id: 'messages-in-flight',
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
    meaning: 'Detection is about to stop: so many submissions wait to come back that SQS soon hands out no others.',
    metric: inFlight,
    threshold: thresholds.alarmInFlightMessages,
    evaluationPeriods: 3,
  });
  const sent = submissionQueue.metricNumberOfMessagesSent({ statistic: 'Sum', period: PERIOD });
  const noTraffic = defineAlarm({
    id: 'no-traffic',
    meaning: 'Devices are unprotected: no sensor sends submissions, or none can reach the queue.',
    metric: sent,
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: thresholds.alarmNoTrafficMinutes,
    // A queue that nobody used for six hours reports nothing.
    treatMissingData: TreatMissingData.BREACHING,
  });
  return {
    title: 'Submission queue',
    unit: 'messages',
    metrics: [
      waiting(submissionQueue).with({ label: 'Waiting' }),
      inFlight.with({ label: 'In flight' }),
      sent.with({ label: 'Sent' }),
      submissionQueue.metricNumberOfMessagesDeleted({ statistic: 'Sum', period: PERIOD, label: 'Deleted' }),
    ],
    alarms: thresholds.alarmNoTrafficMinutes > 0 ? [tooManyInFlight, noTraffic] : [tooManyInFlight],
  };
};

const messageSize = ({ submissionQueue }: WatchedQueues): Graph => ({
  title: 'Size of submissions',
  unit: 'bytes',
  metrics: [
    submissionQueue.metricSentMessageSize({ statistic: 'Average', period: PERIOD, label: 'Average' }),
    submissionQueue.metricSentMessageSize({ ...highest, label: 'Largest' }),
  ],
});

const deadLetters = (queue: IQueue, { deadLetterRetention, thresholds }: WatchedQueues): Graph => {
  // NumberOfMessagesSent does not count what SQS itself moves here.
  const depth = waiting(queue);
  return {
    title: 'Dead-letter queue',
    unit: 'messages',
    metrics: [depth.with({ label: 'Waiting' })],
    alarms: [
      defineAlarm({
        id: 'dead-letter-depth',
        meaning: `Submissions are missing from detection until they are redriven. They are deleted after ${deadLetterRetention.toDays()} days.`,
        metric: depth,
        threshold: thresholds.alarmDeadLetterMessages,
        evaluationPeriods: 1,
      }),
    ],
  };
};

/**
 * The metric counts from when SQS moved the message here, retention from when it was sent: up to the retention of the
 * submission queue before.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html
 */
const ageOfDeadLetters = (queue: IQueue, { submissionRetention, deadLetterRetention }: WatchedQueues): Graph => {
  const daysBefore = submissionRetention.toDays();
  const daysKept = deadLetterRetention.toDays();
  return {
    title: 'Age of the oldest dead letter, since it was moved here',
    unit: 'days',
    metrics: [
      new MathExpression({
        expression: 'age / 86400',
        usingMetrics: { age: queue.metricApproximateAgeOfOldestMessage(highest) },
        label: 'Age',
        period: PERIOD,
      }),
    ],
    limits: [
      {
        value: daysKept - daysBefore,
        label: `Deleted, if it was in the submission queue for ${daysBefore} days`,
        color: Color.ORANGE,
      },
      { value: daysKept, label: 'Deleted, however short it was there', color: Color.RED },
    ],
  };
};

const diagnostics = ({ stage, diagnosticQueue, thresholds }: WatchedQueues): Graph => {
  const depth = waiting(diagnosticQueue);
  const notTaken = mappingMetric(stage, 'DiagnosticSendFailures', { statistic: 'Sum' });
  return {
    title: 'Diagnostic queue',
    unit: 'messages',
    metrics: [depth.with({ label: 'Waiting' }), notTaken.with({ label: 'Not taken' })],
    alarms: [
      defineAlarm({
        id: 'diagnostic-failures',
        meaning:
          'Invalid submissions are not kept for anybody to look into: the diagnostic queue does not take them. They are tried again for a day.',
        metric: notTaken,
        threshold: thresholds.alarmDiagnosticFailures,
        evaluationPeriods: LOOK_BACK_PERIODS,
        datapointsToAlarm: 2,
      }),
      defineAlarm({
        id: 'diagnostic-depth',
        meaning: 'Nobody looks after the rejected submissions. Each is deleted 14 days after it came.',
        metric: depth,
        threshold: thresholds.alarmDiagnosticMessages,
        evaluationPeriods: 5,
      }),
    ],
  };
};

const highest = { statistic: 'Maximum', period: PERIOD };

const waiting = (queue: IQueue) => queue.metricApproximateNumberOfMessagesVisible(highest);
