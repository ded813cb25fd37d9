import { describe, expect, test } from '@jest/globals';
import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Code, EventSourceMapping, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Monitoring, type MonitoringProps } from '../../lib/monitoring/monitoring';
import { completeSettings } from '../../lib/settings/complete-settings';
import { anApp } from '../support/app';
import { alarmsOf, type SynthesizedAlarm, widgetsOf } from '../support/monitoring';
import { templateOf } from '../support/stack';

const everyAlarm = { stage: 'prod', alarmNoTrafficMinutes: '30' };

/** The monitoring as somebody may have it in a stack of their own. */
const monitoringOf = (changes: (stack: Stack) => Partial<MonitoringProps> = () => ({})) => {
  const stack = new Stack(anApp(), 'Stack');
  const mapping = new LambdaFunction(stack, 'Function', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
  });
  new Monitoring(stack, 'Monitoring', {
    stage: 'prod',
    function: mapping,
    functionTimeout: Duration.seconds(30),
    eventSource: EventSourceMapping.fromEventSourceMappingId(stack, 'EventSource', 'uuid'),
    logGroup: mapping.logGroup,
    submissionQueue: new Queue(stack, 'Submissions'),
    submissionRetention: Duration.days(4),
    deadLetterQueue: new Queue(stack, 'DeadLetters'),
    deadLetterRetention: Duration.days(14),
    diagnosticQueue: new Queue(stack, 'Diagnostics'),
    stream: new Stream(stack, 'Events'),
    ordering: 'acknowledged',
    thresholds: completeSettings({}),
    alarmTopic: undefined,
    emulator: false,
    ...changes(stack),
  });
  return { template: Template.fromStack(stack) };
};

describe('the alarms of a stage', () => {
  test('are those that tell whether users, the function, the stream and the queues are well', () => {
    expect([...alarmsOf(templateOf(everyAlarm), 'prod').keys()].toSorted()).toEqual([
      'dead-letter-depth',
      'diagnostic-depth',
      'diagnostic-failures',
      'failed-submission-age',
      'failed-submissions',
      'function-duration',
      'function-errors',
      'function-throttles',
      'latency-p99',
      'messages-in-flight',
      'no-traffic',
      'oldest-message-age',
      'order-inversions',
      'rejected-ratio',
      'source-stalled',
      'stream-failed-records',
      'stream-throttled',
    ]);
  });

  test('do not include silence, unless it is asked for', () => {
    expect(alarmsOf(templateOf({ stage: 'prod' }), 'prod').has('no-traffic')).toBe(false);
  });

  test('do not include the dead-letter queue where it is not known', () => {
    const { template } = monitoringOf(() => ({ deadLetterQueue: undefined }));
    expect(alarmsOf(template, 'prod').has('dead-letter-depth')).toBe(false);
    expect(widgetsOf(template).filter(({ properties }) => /dead.letter/i.test(properties.title ?? ''))).toEqual([]);
  });

  test('stay silent without data, except the one on silence', () => {
    const alarms = [...alarmsOf(templateOf(everyAlarm), 'prod')];
    const breaching = alarms.filter(([, { TreatMissingData }]) => TreatMissingData !== 'notBreaching');
    expect(breaching.map(([id, { TreatMissingData }]) => [id, TreatMissingData])).toEqual([
      ['no-traffic', 'breaching'],
    ]);
  });

  test('judge the rejected ratio only above a floor of traffic', () => {
    templateOf({ stage: 'prod', alarmTrafficFloor: '250' }).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'telemetry-mapping-prod-rejected-ratio',
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: 'IF(received >= 250, 100 * rejected / received, 0)', ReturnData: true }),
      ]),
    });
  });

  test('ring at the first event that is out of order', () => {
    expect(alarmsOf(templateOf({ stage: 'prod' }), 'prod').get('order-inversions')).toMatchObject({
      Threshold: 1,
      DatapointsToAlarm: 1,
      metrics: [{ MetricName: 'OrderInversions' }],
    });
  });

  test('ring on for a while after a cause that comes and goes, so that it calls once', () => {
    const alarms = alarmsOf(templateOf({ stage: 'prod' }), 'prod');
    for (const id of ['function-errors', 'failed-submissions', 'stream-throttled', 'order-inversions']) {
      const { DatapointsToAlarm = 0, EvaluationPeriods = 0 } = alarms.get(id) ?? {};
      expect(EvaluationPeriods - DatapointsToAlarm).toBeGreaterThanOrEqual(15);
    }
  });

  test('count the age of a failed submission over as long as it takes to be delivered again', () => {
    expect(alarmsOf(templateOf({ stage: 'prod' }), 'prod').get('failed-submission-age')).toMatchObject({
      Statistic: 'Maximum',
      Period: 1_200,
      metrics: [{ MetricName: 'OldestFailedAge' }],
    });
  });

  test('take what Kinesis fails to take from its metric of PutRecords, and from the function where it puts one by one', () => {
    const metricsWith = (ordering: string) =>
      alarmsOf(templateOf({ stage: 'prod', ordering }), 'prod')
        .get('stream-failed-records')
        ?.metrics.map(({ MetricName }) => MetricName);
    expect(metricsWith('acknowledged')).toEqual(['PutRecords.FailedRecords']);
    expect(metricsWith('strict')).toEqual(['RecordsRetried', 'RecordsThrottled']);
  });

  test('take a function that is not invoked, and so has no data, as stalled while messages are visible', () => {
    templateOf({ stage: 'prod' }).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'telemetry-mapping-prod-source-stalled',
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: 'IF(visible > 0 AND FILL(invocations, 0) < 1, 1, 0)', ReturnData: true }),
      ]),
    });
  });
});

describe('the settings of a stage', () => {
  const chosen = {
    alarmOldestMessageSeconds: '900',
    alarmDeadLetterMessages: '3',
    alarmDiagnosticMessages: '50',
    alarmDiagnosticFailures: '20',
    alarmRejectedPercent: '40',
    alarmLatencySeconds: '5',
    alarmFailedSubmissions: '7',
    alarmFailedAgeSeconds: '1200',
    alarmInFlightMessages: '90000',
    alarmNoTrafficMinutes: '90',
    alarmStalledMinutes: '12',
    alarmFunctionErrors: '4',
    alarmFunctionThrottles: '25',
    alarmDurationMarginSeconds: '1',
    alarmThrottledRecords: '2000',
    alarmFailedRecords: '10',
    alarmOrderInversions: '3',
    runbookUrl: 'https://wiki.example.com/telemetry-mapping',
  };
  const alarms = alarmsOf(templateOf({ stage: 'prod', ...chosen }), 'prod');

  test.each<[string, Partial<SynthesizedAlarm>]>([
    ['oldest-message-age', { Threshold: 900 }],
    ['dead-letter-depth', { Threshold: 3 }],
    ['diagnostic-depth', { Threshold: 50 }],
    ['diagnostic-failures', { Threshold: 20 }],
    ['rejected-ratio', { Threshold: 40 }],
    ['latency-p99', { Threshold: 5_000 }],
    ['failed-submissions', { Threshold: 7 }],
    ['failed-submission-age', { Threshold: 1_200_000 }],
    ['messages-in-flight', { Threshold: 90_000 }],
    ['no-traffic', { Threshold: 1, EvaluationPeriods: 90, DatapointsToAlarm: 90 }],
    ['source-stalled', { Threshold: 1, EvaluationPeriods: 13, DatapointsToAlarm: 13 }],
    ['function-errors', { Threshold: 4 }],
    ['function-throttles', { Threshold: 25 }],
    ['function-duration', { Threshold: 29_000 }],
    ['stream-throttled', { Threshold: 2_000 }],
    ['stream-failed-records', { Threshold: 10 }],
    ['order-inversions', { Threshold: 3 }],
  ])('decide when %s rings', (id, expected) => {
    expect(alarms.get(id)).toMatchObject(expected);
  });

  test('leave a short timeout a tenth of it as the margin', () => {
    const { template } = monitoringOf(() => ({ functionTimeout: Duration.seconds(10) }));
    expect(alarmsOf(template, 'prod').get('function-duration')?.Threshold).toBe(9_000);
  });

  test('decide where the runbook is', () => {
    expect(alarms.get('latency-p99')?.AlarmDescription).toContain(`${chosen.runbookUrl}#latency-p99`);
  });
});

describe('a call', () => {
  const topic = [{ Ref: Match.stringLikeRegexp('^Topic') }];
  const { template } = monitoringOf((stack) => ({ alarmTopic: new Topic(stack, 'Topic') }));
  const told = { AlarmActions: topic, OKActions: topic };

  test('tells the topic of the ring and of its end, by an alarm of its own where it stands for itself', () => {
    const AlarmName = 'telemetry-mapping-prod-dead-letter-depth';
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName, ...told });
  });

  test('tells by a composite what another alarm may explain, and not by the alarm itself', () => {
    template.hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
      AlarmName: 'telemetry-mapping-prod-detection-late',
      ...told,
    });
    for (const id of ['latency-p99', 'oldest-message-age']) {
      const AlarmName = `telemetry-mapping-prod-${id}`;
      template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName, AlarmActions: Match.absent() });
    }
  });

  test('reaches nobody without a topic', () => {
    for (const type of ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm']) {
      monitoringOf().template.allResourcesProperties(type, { AlarmActions: Match.absent() });
    }
  });
});

describe('of invocations that run for long, which Lambda tells of when they end', () => {
  const alarmsWith = (functionTimeoutSeconds: string, settings: Readonly<Record<string, string>> = {}) => {
    const template = templateOf({ stage: 'prod', functionTimeoutSeconds, ...settings });
    return { template, alarms: alarmsOf(template, 'prod') };
  };
  const periodsOf = ({ alarms }: ReturnType<typeof alarmsWith>, id: string) => {
    const { DatapointsToAlarm, EvaluationPeriods } = alarms.get(id) ?? {};
    return [DatapointsToAlarm, EvaluationPeriods];
  };
  const short = alarmsWith('30');
  const long = alarmsWith('900');

  test.each([
    ['function-errors', [1, 21], [1, 35]],
    ['function-duration', [2, 21], [2, 35]],
    ['source-stalled', [6, 6], [20, 20]],
  ])('%s looks back for as long as one may run, and as much', (id, ofShort, ofLong) => {
    expect(periodsOf(short, id)).toEqual(ofShort);
    expect(periodsOf(long, id)).toEqual(ofLong);
  });

  test('no alarm looks back for longer than CloudWatch lets it', () => {
    const { alarms } = alarmsWith('900', { alarmStalledMinutes: '1440' });
    expect(alarms.get('source-stalled')?.EvaluationPeriods).toBe(1_440);
  });

  test('what may be explained waits for them', () => {
    const waitsOf = ({ template }: ReturnType<typeof alarmsWith>) =>
      new Set(
        Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm')).flatMap(
          (resource) => resource['Properties'].ActionsSuppressorWaitPeriod ?? [],
        ),
      );
    expect(waitsOf(short)).toEqual(new Set([360]));
    expect(waitsOf(long)).toEqual(new Set([1_200]));
  });
});

test('for an emulator, exactly what emulators do not know is left out', () => {
  const typesOf = (template: Template): ReadonlySet<string> =>
    new Set(Object.values(template.toJSON()['Resources']).map((resource) => Object(resource).Type));
  const onAws = monitoringOf();
  const emulated = monitoringOf(() => ({ emulator: true }));

  const leftOut = [...typesOf(onAws.template)].filter((type) => !typesOf(emulated.template).has(type));
  expect(leftOut.toSorted()).toEqual([
    'AWS::CloudWatch::CompositeAlarm',
    'AWS::CloudWatch::InsightRule',
    'AWS::Logs::QueryDefinition',
  ]);
  const alarms = [...alarmsOf(onAws.template, 'prod')];
  expect([...alarmsOf(emulated.template, 'prod').keys()]).toEqual(
    alarms.filter(([, { onMetricMath }]) => !onMetricMath).map(([id]) => id),
  );
});

test('stage local is for an emulator', () => {
  templateOf({ stage: 'local' }).resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
});
