import type { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IEventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import { type SettingsOf, wholeNumber } from '../setting-kinds/setting-kinds';
import { defineAlarm } from './alarm-definition';
import { functionStalls } from './calls';
import { eventSourceGraph } from './event-source';
import { alarmsOf, type Graph, type Row } from './graph';
import { LOOK_BACK_PERIODS, mappingMetric, PERIOD, periodsUntilReported } from './metrics';

export const functionThresholds = {
  alarmFunctionErrors: wholeNumber(1, 1_000_000, 'invocations')
    .default(1)
    .describe('a minute; the function answers even where all submissions of a batch fail, so any error is a fault'),
  alarmFunctionThrottles: wholeNumber(1, 1_000_000, 'invocations')
    .default(10)
    .describe('a minute; a few are normal while the event source scales up'),
  alarmDurationMarginSeconds: wholeNumber(1, 60, 'seconds')
    .default(2)
    .describe('how close to the timeout an invocation may end, but at most a tenth of it'),
};

export interface WatchedFunction {
  /** With the service's name, identifies the function's metrics in an account and region. */
  readonly stage: string;
  /** The function itself, not its alias: Lambda counts under its name what runs through an alias too. */
  readonly function: IFunction;
  readonly functionTimeout: Duration;
  /** Brings it the submissions. */
  readonly eventSource: IEventSourceMapping;
  readonly thresholds: SettingsOf<typeof functionThresholds>;
}

/**
 * Whether the function runs, and in time.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export const watchFunction = (watched: WatchedFunction) => {
  const durationGraph = duration(watched);
  const errorsGraph = errors(watched);
  const throttlesGraph = throttles(watched);
  return {
    alarms: alarmsOf([errorsGraph, throttlesGraph, durationGraph]),
    row: {
      heading: '## The function',
      lines: [[durationGraph, errorsGraph, throttlesGraph, invocations(watched)], [eventSourceGraph(watched)]],
    } satisfies Row,
  };
};

const duration = ({ stage, function: mapping, functionTimeout, thresholds }: WatchedFunction): Graph => {
  const each = (statistic: string) => mapping.metricDuration({ statistic, period: PERIOD });
  return {
    title: 'Duration',
    unit: 'ms',
    metrics: [
      each(Stats.p(50)).with({ label: 'p50' }),
      each(Stats.p(99)).with({ label: 'p99' }),
      each('Maximum').with({ label: 'Longest' }),
      mappingMetric(stage, 'BatchDuration', { statistic: Stats.p(99), label: 'p99 of a batch' }),
    ],
    alarms: [
      defineAlarm({
        id: 'function-duration',
        meaning: 'Batches are about to be cut off by the timeout, and then fail whole and are repeated.',
        metric: each('Maximum'),
        threshold: latestEnd(functionTimeout, thresholds.alarmDurationMarginSeconds),
        evaluationPeriods: LOOK_BACK_PERIODS + periodsUntilReported(functionTimeout),
        datapointsToAlarm: 2,
        call: functionStalls,
      }),
    ],
  };
};

/**
 * The function plans its time so that even a batch that it cannot finish ends well before the timeout. So this is not
 * reached because of a backlog, but because something stalls or the plan is broken.
 *
 * @returns milliseconds
 */
export const latestEnd = (timeout: Duration, marginSeconds: number): number => {
  const milliseconds = timeout.toMilliseconds();
  return milliseconds - Math.min(marginSeconds * 1_000, milliseconds / 10);
};

const errors = ({ function: mapping, functionTimeout, thresholds }: WatchedFunction): Graph => {
  const metric = mapping.metricErrors({ statistic: 'Sum', period: PERIOD });
  return {
    title: 'Errors',
    unit: 'invocations',
    metrics: [metric.with({ label: 'Errors' })],
    alarms: [
      defineAlarm({
        id: 'function-errors',
        meaning:
          'Detection is late: whole batches fail, and their events are repeated. The function itself never throws.',
        metric,
        threshold: thresholds.alarmFunctionErrors,
        evaluationPeriods: LOOK_BACK_PERIODS + periodsUntilReported(functionTimeout),
        datapointsToAlarm: 1,
      }),
    ],
  };
};

const throttles = ({ function: mapping, thresholds }: WatchedFunction): Graph => {
  const metric = mapping.metricThrottles({ statistic: 'Sum', period: PERIOD });
  return {
    title: 'Throttles',
    unit: 'invocations',
    metrics: [metric.with({ label: 'Throttles' })],
    alarms: [
      defineAlarm({
        id: 'function-throttles',
        meaning:
          'Detection may be late: the function is not let run as often as the queue asks, and receives are used up.',
        metric,
        threshold: thresholds.alarmFunctionThrottles,
        evaluationPeriods: LOOK_BACK_PERIODS,
        datapointsToAlarm: 3,
      }),
    ],
  };
};

const invocations = ({ function: mapping }: WatchedFunction): Graph => ({
  title: 'Invocations, and how many at once',
  unit: 'invocations',
  metrics: [
    mapping.metricInvocations({ statistic: 'Sum', period: PERIOD, label: 'Invocations' }),
    mapping.metric('ConcurrentExecutions', { statistic: 'Maximum', period: PERIOD, label: 'At once' }),
  ],
});
