import { describe, expect, test } from '@jest/globals';
import { AlarmCalls, type Ringing } from '../support/alarm-calls';
import { alarmsOf } from '../support/monitoring';
import { templateOf } from '../support/stack';

const template = templateOf({ stage: 'prod', alarmEmail: 'on-call@example.com', alarmNoTrafficMinutes: '30' });
const alarms = new AlarmCalls(template);
const metricAlarms = [...alarmsOf(template, 'prod').keys()];

interface Incident {
  /** The last part of the name of the alarm that is to tell of it. */
  readonly told: string;
  /** By minute, from the incident's begin at 0. */
  readonly rings: Readonly<Record<string, readonly [from: number, until: number]>>;
  /** Alarms that it has end, and when, such as that of a stream that nothing is put to any more. */
  readonly ends?: Readonly<Record<string, number>>;
  /** Alarms that, where they ring already, have told what is to be told of it. */
  readonly toldBy?: readonly string[];
}

const causesOfLateness = [
  'function-errors',
  'function-throttles',
  'function-duration',
  'source-stalled',
  'messages-in-flight',
  'stream-throttled',
  'stream-failed-records',
  'failed-submissions',
];

/** Of an hour each, with what it leaves behind, if not said otherwise. */
const incidents: Readonly<Record<string, Incident>> = {
  'the function cannot start': {
    told: 'function-errors',
    rings: { 'function-errors': [2, 80], 'oldest-message-age': [13, 85], 'latency-p99': [66, 90] },
  },
  'the function cannot start, for five minutes': {
    told: 'function-errors',
    rings: { 'function-errors': [2, 26], 'latency-p99': [11, 17] },
  },
  'invocations are cut off by the timeout': {
    told: 'function-errors',
    rings: { 'function-duration': [2, 80], 'function-errors': [2, 81], 'latency-p99': [8, 85] },
  },
  'invocations end shortly before the timeout': {
    told: 'function-stalls',
    rings: { 'function-duration': [3, 80], 'latency-p99': [6, 80] },
    toldBy: ['function-errors'],
  },
  'the account has no concurrency left': {
    told: 'function-throttles',
    rings: { 'latency-p99': [5, 85], 'function-throttles': [4, 78], 'oldest-message-age': [13, 80] },
  },
  'the event source is disabled': {
    told: 'source-stalled',
    rings: { 'source-stalled': [6, 60], 'oldest-message-age': [13, 75], 'latency-p99': [65, 80] },
  },
  'the stream throttles': {
    told: 'stream-throttled',
    rings: {
      'failed-submissions': [4, 80],
      'stream-throttled': [5, 76],
      'latency-p99': [6, 90],
      'failed-submission-age': [11, 81],
      'oldest-message-age': [14, 85],
    },
  },
  'Kinesis fails': {
    told: 'stream-failed-records',
    rings: {
      'failed-submissions': [2, 79],
      'stream-failed-records': [3, 77],
      'failed-submission-age': [11, 80],
      'oldest-message-age': [14, 70],
      'latency-p99': [64, 79],
    },
  },
  'access to the stream is denied': {
    told: 'submissions-fail',
    rings: { 'failed-submissions': [2, 79], 'failed-submission-age': [11, 80], 'latency-p99': [65, 79] },
    ends: { 'stream-throttled': 16, 'stream-failed-records': 18 },
  },
  'the diagnostic queue takes nothing': {
    told: 'diagnostic-failures',
    rings: { 'diagnostic-failures': [2, 79], 'failed-submission-age': [11, 80] },
  },
  'one submission keeps failing': {
    told: 'submission-keeps-failing',
    rings: { 'failed-submission-age': [10, 600] },
    toldBy: ['failed-submissions', 'diagnostic-failures'],
  },
  'more comes than the function may run at once': {
    told: 'detection-late',
    rings: { 'latency-p99': [5, 300], 'oldest-message-age': [15, 290] },
    toldBy: ['latency-p99', 'oldest-message-age', ...causesOfLateness],
  },
  'more fails than SQS has room for': {
    told: 'messages-in-flight',
    rings: { 'messages-in-flight': [3, 60], 'oldest-message-age': [13, 70] },
  },
  'a release of sensors sends broken submissions': { told: 'rejected-ratio', rings: { 'rejected-ratio': [5, 300] } },
  'a submission is put aside': { told: 'dead-letter-depth', rings: { 'dead-letter-depth': [1, 600] } },
  'nobody looks at what was rejected': { told: 'diagnostic-depth', rings: { 'diagnostic-depth': [5, 600] } },
  'Kinesis places events out of order': { told: 'order-inversions', rings: { 'order-inversions': [1, 21] } },
  'no sensor reaches the queue': { told: 'no-traffic', rings: { 'no-traffic': [30, 300] } },
};

const nameOf = (id: string): string => `telemetry-mapping-prod-${id}`;

const ringingOf = ({ rings }: Incident): readonly Ringing[] =>
  Object.entries(rings).map(([id, [from, until]]) => ({ alarm: nameOf(id), from, until }));

/** Minutes; longer than any suppression lasts. */
const AROUND = 120;

/** What is told from the beginning of the incident on, until two hours after it, where an alarm rings for as long before. */
const callsOf = (incident: Incident, standing?: string): readonly string[] => {
  const stands: readonly Ringing[] =
    standing === undefined
      ? []
      : [{ alarm: nameOf(standing), from: -AROUND, until: incident.ends?.[standing] ?? Number.POSITIVE_INFINITY }];
  const last = Math.max(...ringingOf(incident).map(({ until = 0 }) => until)) + AROUND;
  return alarms.callsOf([...stands, ...ringingOf(incident)], last);
};

describe.each(Object.entries(incidents))('%s', (_, incident) => {
  const own = [incident.told, ...(incident.toldBy ?? [])];

  test('is one call, by the alarm that says most of it', () => {
    expect(callsOf(incident)).toEqual([nameOf(incident.told)]);
  });

  test.each(metricAlarms.filter((id) => !own.includes(id) && !isTheOneOf(incident, id)))(
    'is one call, by the same alarm, while %s rings already',
    (standing) => {
      expect(callsOf(incident, standing)).toEqual([nameOf(incident.told)]);
    },
  );

  test.each([...(incident.toldBy ?? []), ...metricAlarms.filter((id) => isTheOneOf(incident, id))])(
    'is not told again while %s rings already, which told what is to be told',
    (standing) => {
      expect(callsOf(incident, standing)).toEqual([]);
    },
  );
});

/** Whether the incident is one that this alarm alone can tell of, by itself or through a composite. */
function isTheOneOf({ told, rings }: Incident, id: string): boolean {
  const through: Readonly<Record<string, string>> = {
    'submissions-fail': 'failed-submissions',
    'submission-keeps-failing': 'failed-submission-age',
    'function-stalls': 'function-duration',
  };
  return id in rings && id === (through[told] ?? told);
}

test('every alarm has an incident that it belongs to', () => {
  const rung = new Set(Object.values(incidents).flatMap(({ rings }) => Object.keys(rings)));
  expect(metricAlarms.filter((id) => !rung.has(id))).toEqual([]);
});
