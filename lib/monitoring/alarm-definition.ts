import { Alarm, ComparisonOperator, type IMetric, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
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
  /**
   * Whether a deploy that makes it ring is rolled back: what bad code causes. What a backlog alone can cause must
   * not be, since a backlog is when a mended version is needed most.
   */
  readonly rollsBack: boolean;
}

type Unsaid = 'comparisonOperator' | 'datapointsToAlarm' | 'treatMissingData' | 'rollsBack';

/** An alarm for what is too much. Without data there is no traffic, so nothing is too much. */
export const defineAlarm = (
  definition: Omit<AlarmDefinition, Unsaid> & Partial<Pick<AlarmDefinition, Unsaid>>,
): AlarmDefinition => ({
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  datapointsToAlarm: definition.evaluationPeriods,
  treatMissingData: TreatMissingData.NOT_BREACHING,
  rollsBack: false,
  ...definition,
});

export const isOnMetricMath = ({ metric }: AlarmDefinition): boolean => metric instanceof MathExpression;

/** What a person on call reads first. */
export const describeAlarm = (meaning: string, runbookUrl: string, section: string): string =>
  `${meaning} What to do: ${runbookUrl}#${section}`;

export const createAlarm = (
  scope: Construct,
  stage: string,
  runbookUrl: string,
  { id, meaning, rollsBack: _, ...props }: AlarmDefinition,
): Alarm =>
  new Alarm(scope, id, {
    ...props,
    alarmName: physicalNameOf(stage, id),
    alarmDescription: describeAlarm(meaning, runbookUrl, id),
  });
