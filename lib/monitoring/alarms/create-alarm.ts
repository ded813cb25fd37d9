import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { physicalNameOf } from '../../../lambda/contract/physical-name';
import type { AlarmDefinition } from './alarm-definition';
import { describeAlarm } from './describe-alarm';

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
