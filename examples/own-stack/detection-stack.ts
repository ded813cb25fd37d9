import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { TelemetryMapping } from 'telemetry-mapping';

/** A gateway sends what sensors report, and a detector reads the events. */
export class DetectionStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const mapping = new TelemetryMapping(this, 'TelemetryMapping', {
      stage: 'prod',
      settings: {
        batchSize: 100,
        eventFormat: 'flat',
        alarmEmail: 'on-call@example.com',
        runbookUrl: 'https://example.com/telemetry-mapping/runbook.md',
      },
    });

    const gateway = new Role(this, 'Gateway', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    mapping.grantSend(gateway);
    const detector = new Role(this, 'Detector', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    mapping.grantConsume(detector);

    // Beside the alarms that the mapping has, which are `mapping.monitoring.alarms`.
    mapping.metric('BytesPublished').createAlarm(this, 'Expensive', {
      alarmDescription: 'The stream takes more than a gigabyte a minute, which it is paid by.',
      threshold: 1_000_000_000,
      evaluationPeriods: 15,
    });

    new CfnOutput(this, 'SubmissionQueueUrl', { value: mapping.submissions.queue.queueUrl });
    new CfnOutput(this, 'EventStreamName', { value: mapping.events.stream.streamName });
  }
}
