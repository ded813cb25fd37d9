import { ComparisonOperator, type IMetric, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';

/** What an alarm is called: the last part of its name, and the anchor of its section in the runbook. */
export type AlarmId =
  | 'oldest-message-age'
  | 'dead-letter-depth'
  | 'diagnostic-depth'
  | 'no-traffic'
  | 'source-stalled'
  | 'latency-p99'
  | 'rejected-ratio'
  | 'failed-submissions'
  | 'function-errors'
  | 'function-throttles'
  | 'function-duration'
  | 'stream-throttled'
  | 'stream-failed-records';

/** An alarm as data: it rings when the metric is at its threshold or beyond for long enough. */
export interface AlarmDefinition {
  readonly id: AlarmId;
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
