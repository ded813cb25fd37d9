import { PERIOD } from '../metrics';
import type { Monitored } from '../monitored';
import { type AlarmDefinition, defineAlarm } from './alarm-definition';

/** https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html */
export const streamAlarms = ({ stream, thresholds }: Monitored): readonly AlarmDefinition[] => [
  defineAlarm({
    id: 'stream-throttled',
    meaning: 'Detection gets late: the stream takes fewer events than there are. They are put again, none is lost.',
    metric: stream.metricWriteProvisionedThroughputExceeded({ statistic: 'Sum', period: PERIOD }),
    threshold: thresholds.alarmThrottledRecords,
    evaluationPeriods: 5,
  }),
  defineAlarm({
    id: 'stream-failed-records',
    meaning: 'Detection gets late: Kinesis fails to take events, for reasons of its own. They are put again.',
    metric: stream.metricPutRecordsFailedRecords({ statistic: 'Sum', period: PERIOD }),
    threshold: thresholds.alarmFailedRecords,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
  }),
];
