import {
  Alarm,
  type AlarmBase,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Call } from './calls';
import { physicalNameOf } from './physical-name';

/** An alarm as data: it rings when the metric is at its threshold or beyond for long enough. */
export interface AlarmDefinition {
  /** What it is called: the last part of its name, and the anchor of its section in the runbook. */
  readonly id: string;
  /** What it means for users, and how it comes about, in sentences. */
  readonly meaning: string;
  /** With its period. */
  readonly metric: IMetric;
  /** In the unit of the metric. */
  readonly threshold: number;
  readonly comparisonOperator: ComparisonOperator;
  /** For how many periods of the metric. */
  readonly evaluationPeriods: number;
  /** How many of them have to breach the threshold. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: TreatMissingData;
  /** What tells people of it, where another alarm may explain it. Without one, it tells of itself. */
  readonly call?: Call;
}

type Unsaid = 'comparisonOperator' | 'datapointsToAlarm' | 'treatMissingData';

/** An alarm for what is too much. Without data there is no traffic, so nothing is too much. */
export const defineAlarm = (
  definition: Omit<AlarmDefinition, Unsaid> & Partial<Pick<AlarmDefinition, Unsaid>>,
): AlarmDefinition => ({
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  datapointsToAlarm: definition.evaluationPeriods,
  treatMissingData: TreatMissingData.NOT_BREACHING,
  ...definition,
});

export const isOnMetricMath = ({ metric }: AlarmDefinition): boolean => metric instanceof MathExpression;

/** What a person on call reads first. */
export const describeAlarm = (meaning: string, runbookUrl: string, section: string): string =>
  `${meaning} What to do: ${runbookUrl}#${section}`;

export interface AlarmProps {
  readonly stage: string;
  readonly runbookUrl: string;
  /** Is told that the alarm rings, and that it has ended, where nothing else tells of it. */
  readonly alarmTopic: ITopic | undefined;
}

export const createAlarm = (
  scope: Construct,
  { stage, runbookUrl, alarmTopic }: AlarmProps,
  { id, meaning, call, ...definition }: AlarmDefinition,
): Alarm => {
  const alarm = new Alarm(scope, id, {
    ...definition,
    alarmName: physicalNameOf(stage, id),
    alarmDescription: describeAlarm(meaning, runbookUrl, id),
  });
  if (!call) notify(alarm, alarmTopic);
  return alarm;
};

/** Has the topic told that an alarm rings, and that it has ended. */
export const notify = (alarm: AlarmBase, topic: ITopic | undefined): void => {
  if (!topic) return;
  alarm.addAlarmAction(new SnsAction(topic));
  alarm.addOkAction(new SnsAction(topic));
};
