import { type Alarm, AlarmRule, AlarmState, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { describeAlarm } from './alarm-definition';
import { physicalNameOf } from './physical-name';

const ID = 'unhealthy';

export interface CompositeAlarmProps {
  readonly stage: string;
  readonly runbookUrl: string;
  readonly alarms: readonly Alarm[];
  /** Is told when the stage becomes unhealthy, and when it is healthy again. */
  readonly alarmTopic: ITopic | undefined;
}

/** The one alarm that calls people: it rings while any of the others does, so that one incident is one call. */
export const createCompositeAlarm = (
  scope: Construct,
  { stage, runbookUrl, alarms, alarmTopic }: CompositeAlarmProps,
): CompositeAlarm => {
  const unhealthy = new CompositeAlarm(scope, ID, {
    compositeAlarmName: physicalNameOf(stage, ID),
    alarmDescription: describeAlarm(
      'Telemetry mapping is unhealthy: at least one of its alarms rings.',
      runbookUrl,
      ID,
    ),
    alarmRule: AlarmRule.anyOf(...alarms.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
  });
  if (alarmTopic) {
    unhealthy.addAlarmAction(new SnsAction(alarmTopic));
    unhealthy.addOkAction(new SnsAction(alarmTopic));
  }
  return unhealthy;
};
