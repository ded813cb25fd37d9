import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Stage } from './settings/read-stage';
import { TelemetryMapping } from './telemetry-mapping';

export interface TelemetryMappingStackProps extends StackProps {
  readonly stage: Stage;
}

/** A stage of the telemetry mapping as a stack of its own. */
export class TelemetryMappingStack extends Stack {
  constructor(scope: Construct, id: string, { stage, ...props }: TelemetryMappingStackProps) {
    super(scope, id, props);
    const { submissions, diagnostics, events, monitoring, settings } = new TelemetryMapping(this, 'TelemetryMapping', {
      stage: stage.name,
      settings: stage.settings,
    });
    this.terminationProtection = props.terminationProtection ?? settings.terminationProtection;

    new CfnOutput(this, 'SubmissionQueueUrl', { value: submissions.queue.queueUrl });
    if (submissions.deadLetterQueue) {
      new CfnOutput(this, 'DeadLetterQueueUrl', { value: submissions.deadLetterQueue.queueUrl });
    }
    new CfnOutput(this, 'DiagnosticQueueUrl', { value: diagnostics.queue.queueUrl });
    new CfnOutput(this, 'EventStreamName', { value: events.stream.streamName });
    new CfnOutput(this, 'DashboardUrl', { value: monitoring.dashboardUrl });
  }
}
