import { expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmCalls, type Ringing } from '../support/alarm-calls';
import { anApp } from '../support/app';

const stack = new Stack(anApp(), 'Stack');
const [main, suppressor] = ['main', 'suppressor'].map(
  (alarmName) =>
    new CfnAlarm(stack, alarmName, {
      alarmName,
      comparisonOperator: 'GreaterThanThreshold',
      evaluationPeriods: 1,
      metricName: 'Errors',
    }),
);
new CfnCompositeAlarm(stack, 'composite', {
  alarmName: 'composite',
  alarmRule: `ALARM("${main?.attrArn}")`,
  actionsSuppressor: suppressor?.attrArn ?? '',
  actionsSuppressorWaitPeriod: 120,
  actionsSuppressorExtensionPeriod: 180,
  alarmActions: ['arn:aws:sns:eu-west-1:111122223333:on-call'],
});
const alarms = new AlarmCalls(Template.fromStack(stack));

const ringing = (alarm: string, from: number, until: number): Ringing => ({ alarm, from, until });

// Those of the page, with its periods: a wait of 2 and an extension of 3 units.
test.each<[string, readonly Ringing[], readonly string[]]>([
  ['1: the wait period ends, and the suppressor does not ring', [ringing('main', 2, 9)], ['composite']],
  ['2: the suppressor rings within the wait period', [ringing('main', 2, 9), ringing('suppressor', 3, 20)], []],
  ['3: the composite goes back within the wait period', [ringing('main', 2, 3)], []],
  ['4: the suppressor rings already', [ringing('main', 2, 9), ringing('suppressor', 0, 20)], []],
  ['5: the extension period ends', [ringing('main', 2, 12), ringing('suppressor', 3, 6)], ['composite']],
  ['6: the composite goes back within the extension period', [ringing('main', 2, 7), ringing('suppressor', 3, 6)], []],
])('a suppressed composite alarm acts as in AWS’s example %s', (_, timeline, calls) => {
  expect(alarms.callsOf(timeline, 30)).toEqual(calls);
});

test('a composite alarm tells no earlier than the wait period is over, and then once', () => {
  expect(alarms.callsOf([ringing('main', 2, 9)], 3)).toEqual([]);
  expect(alarms.callsOf([ringing('main', 2, 9)], 4)).toEqual(['composite']);
});
