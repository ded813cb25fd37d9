import { Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Warns of a stage whose alarms reach nobody, though what is lost or late there is somebody's. */
export const warnOfNoReceiver = (scope: Construct, stage: string): void => {
  Validations.of(scope).addWarning(
    'telemetry-mapping:no-alarm-receiver',
    `Nobody is told when an alarm of stage ${stage} rings, although the stage keeps its data. Set alarmEmail or alarmTopicArn: for this stage in cdk.json, with -c alarmEmail=ADDRESS, or, in a stack of your own, in the settings of the construct. Where nobody is to be told, set alarmsCallNobody to true.`,
  );
};
