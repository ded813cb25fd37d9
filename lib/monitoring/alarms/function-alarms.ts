import type { Duration } from 'aws-cdk-lib';
import { PERIOD } from '../metrics';
import type { Monitored } from '../monitored';
import { type AlarmDefinition, defineAlarm } from './alarm-definition';

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export const functionAlarms = ({
  function: mapping,
  functionTimeout,
  thresholds,
}: Monitored): readonly AlarmDefinition[] => [
  defineAlarm({
    id: 'function-errors',
    meaning: 'Detection is late: whole batches fail, and their events are repeated. The function itself never throws.',
    metric: mapping.metricErrors({ statistic: 'Sum', period: PERIOD }),
    threshold: thresholds.alarmFunctionErrors,
    evaluationPeriods: 1,
    rollsBack: true,
  }),
  defineAlarm({
    id: 'function-throttles',
    meaning: 'Detection may be late: the function is not let run as often as the queue asks, and receives are used up.',
    metric: mapping.metricThrottles({ statistic: 'Sum', period: PERIOD }),
    threshold: thresholds.alarmFunctionThrottles,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
  }),
  defineAlarm({
    id: 'function-duration',
    meaning: 'Batches are about to be cut off by the timeout, and then fail whole and are repeated.',
    metric: mapping.metricDuration({ statistic: 'Maximum', period: PERIOD }),
    threshold: latestEnd(functionTimeout, thresholds.alarmDurationMarginSeconds),
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    rollsBack: true,
  }),
];

/**
 * The function plans its time so that even a batch that it cannot finish ends well before the timeout. So this is not
 * reached because of a backlog, but because something stalls or the plan is broken.
 *
 * @returns milliseconds
 */
const latestEnd = (timeout: Duration, marginSeconds: number): number => {
  const milliseconds = timeout.toMilliseconds();
  return milliseconds - Math.min(marginSeconds * 1_000, milliseconds / 10);
};
