import { Color, type HorizontalAnnotation } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmDefinition, AlarmId } from '../alarms/alarm-definition';

/** Lines at the thresholds of alarms; none for an alarm that the stage does not have. */
export const thresholdLines = (
  ids: readonly AlarmId[],
  definitions: readonly AlarmDefinition[],
): HorizontalAnnotation[] =>
  definitions
    .filter(({ id }) => ids.includes(id))
    .map(({ id, threshold }) => ({ value: threshold, label: `Alarm: ${id}`, color: Color.RED }));
