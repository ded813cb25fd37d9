import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmRule,
  AlarmState,
  CompositeAlarm,
  type IAlarm,
  type IAlarmRule,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { type AlarmDefinition, describeAlarm, notify } from './alarm-definition';
import type { Call } from './calls';
import { periodsUntilReported } from './metrics';
import { physicalNameOf } from './physical-name';

/** For how many minutes the slowest alarm that explains another one takes to ring, beside the time until it has data. */
const SLOWEST_PERIODS = 5;

interface DefinedAlarm {
  readonly definition: AlarmDefinition;
  readonly alarm: Alarm;
}

export interface CallsProps {
  readonly stage: string;
  readonly runbookUrl: string;
  readonly alarms: readonly DefinedAlarm[];
  readonly functionTimeout: Duration;
  /** Is told. */
  readonly alarmTopic: ITopic | undefined;
}

/**
 * The alarms that tell people of what another one may explain, so that one incident is one call, and that an alarm which
 * rings for days mutes nothing that it does not explain.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html
 */
export const createCalls = (scope: Construct, props: CallsProps): void => {
  const calls = new Set(props.alarms.flatMap(({ definition }) => definition.call ?? []));
  for (const call of calls) createCall(scope, call, props);
};

const createCall = (scope: Construct, call: Call, props: CallsProps): void => {
  const { stage, runbookUrl, alarms, functionTimeout, alarmTopic } = props;
  const { id, meaning, section, explainedBy, aftermath } = call;
  const explaining = alarms.filter(({ definition }) => explainedBy.includes(definition.id));
  const composite = new CompositeAlarm(scope, id, {
    compositeAlarmName: physicalNameOf(stage, id),
    alarmDescription: describeAlarm(meaning, runbookUrl, section),
    alarmRule: anyRings(alarms.filter(({ definition }) => definition.call === call)),
    actionsSuppressor: anyOf(scope, stage, `${id}-explained`, explaining),
    // What is explained may ring before what explains it.
    actionsSuppressorWaitPeriod: Duration.minutes(SLOWEST_PERIODS + periodsUntilReported(functionTimeout)),
    actionsSuppressorExtensionPeriod: aftermath,
  });
  notify(composite, alarmTopic);
};

/** A suppressor is one alarm. */
const anyOf = (scope: Construct, stage: string, id: string, alarms: readonly DefinedAlarm[]): IAlarm => {
  const [first, ...others] = alarms;
  if (first && others.length === 0) return first.alarm;
  return new CompositeAlarm(scope, id, {
    compositeAlarmName: physicalNameOf(stage, id),
    alarmDescription: 'Calls nobody: it rings while one of its alarms has told of the incident.',
    alarmRule: anyRings(alarms),
  });
};

const anyRings = (alarms: readonly DefinedAlarm[]): IAlarmRule =>
  AlarmRule.anyOf(...alarms.map(({ alarm }) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM)));
