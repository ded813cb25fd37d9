import type { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, MathExpression, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ALIAS_NAME } from './mapping-function';
import { latestEnd } from './monitoring/function';
import { PERIOD, periodsUntilReported, versionMetric } from './monitoring/metrics';
import { physicalNameOf } from './monitoring/physical-name';
import type { Settings } from './settings/settings';

export interface VersionAlarmsProps {
  readonly stage: string;
  readonly function: LambdaFunction;
  readonly functionTimeout: Duration;
  readonly thresholds: Pick<
    Settings,
    'alarmFunctionErrors' | 'alarmDurationMarginSeconds' | 'rollbackUnfinishedPercent' | 'rollbackTrafficFloor'
  >;
}

/**
 * Alarms that judge the version which is deployed, while it and the one before take submissions. Their names have the
 * version's number, so each deployment has alarms of its own, that know nothing yet: one that rings for the version before
 * neither blocks its successor, nor is inherited by it.
 */
export const createVersionAlarms = (scope: Construct, props: VersionAlarmsProps): readonly Alarm[] => {
  const { stage, function: mapping, functionTimeout, thresholds } = props;
  const { version } = mapping.currentVersion;
  const create = (
    id: string,
    meaning: string,
    judged: {
      readonly metric: Metric | MathExpression;
      readonly threshold: number;
      readonly evaluationPeriods: number;
      readonly datapointsToAlarm: number;
    },
  ): Alarm =>
    new Alarm(scope, `version-${id}`, {
      alarmName: physicalNameOf(stage, `version-${version}-${id}`),
      alarmDescription: `${meaning} Calls nobody: a deployment of the version is rolled back.`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...judged,
    });
  /**
   * Not by a reference to the alias, which waits for the deployment.
   * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
   */
  const ofLambda = (metricName: string, statistic: string): Metric =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap: {
        FunctionName: mapping.functionName,
        Resource: `${mapping.functionName}:${ALIAS_NAME}`,
        ExecutedVersion: version,
      },
      statistic,
      period: PERIOD,
    });

  return [
    create('errors', 'Invocations of a new version end with errors.', {
      metric: ofLambda('Errors', Stats.SUM),
      threshold: thresholds.alarmFunctionErrors,
      evaluationPeriods: 1 + periodsUntilReported(functionTimeout),
      datapointsToAlarm: 1,
    }),
    create('duration', 'Batches of a new version are about to be cut off by the timeout.', {
      metric: ofLambda('Duration', Stats.MAXIMUM),
      threshold: latestEnd(functionTimeout, thresholds.alarmDurationMarginSeconds),
      evaluationPeriods: 3 + periodsUntilReported(functionTimeout),
      datapointsToAlarm: 2,
    }),
    create('unfinished', 'A new version rejects or fails too many of the submissions that it receives.', {
      metric: new MathExpression({
        // 0 where too few came to say.
        expression: `IF(received >= ${thresholds.rollbackTrafficFloor}, 100 * (rejected + failed) / received, 0)`,
        usingMetrics: {
          received: versionMetric(stage, version, 'SubmissionsReceived'),
          rejected: versionMetric(stage, version, 'SubmissionsRejected'),
          failed: versionMetric(stage, version, 'SubmissionsFailed'),
        },
        period: PERIOD,
      }),
      threshold: thresholds.rollbackUnfinishedPercent,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
    }),
  ];
};
