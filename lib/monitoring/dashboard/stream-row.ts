import { mappingMetric, PERIOD } from '../metrics';
import type { Monitored } from '../monitored';
import type { Row } from './row';

export const streamRow = ({ stage, stream }: Monitored): Row => {
  const sum = (label: string) => ({ statistic: 'Sum', period: PERIOD, label });
  return {
    heading: '## The stream',
    graphs: [
      {
        title: 'Incoming',
        unit: 'records',
        metrics: [
          stream.metricIncomingRecords(sum('Incoming')),
          mappingMetric(stage, 'EventsPublished', { statistic: 'Sum', label: 'Acknowledged' }),
        ],
      },
      {
        title: 'Throttled',
        unit: 'records',
        metrics: [
          stream.metricWriteProvisionedThroughputExceeded(sum('Throttled, says the stream')),
          mappingMetric(stage, 'RecordsThrottled', { statistic: 'Sum', label: 'Throttled, says the function' }),
        ],
        alarms: ['stream-throttled'],
      },
      {
        title: 'Failed in Kinesis, and put again',
        unit: 'records',
        metrics: [
          stream.metricPutRecordsFailedRecords(sum('Failed')),
          mappingMetric(stage, 'RecordsRetried', { statistic: 'Sum', label: 'Put again' }),
          mappingMetric(stage, 'PutRecordsCalls', { statistic: 'Sum', label: 'Calls' }),
        ],
        alarms: ['stream-failed-records'],
      },
      {
        // Enhanced fan-out consumers do not report it here.
        title: 'Age of what consumers read, where they poll',
        unit: 'ms',
        metrics: [
          stream.metricGetRecordsIteratorAgeMilliseconds({ statistic: 'Maximum', period: PERIOD, label: 'Age' }),
        ],
      },
    ],
  };
};
