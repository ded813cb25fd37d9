import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { addTags } from './add-tags';
import type { Stage } from './settings/read-stage';
import { addStackOutputs } from './stack-outputs';
import { TelemetryMapping } from './telemetry-mapping';

export interface TelemetryMappingStackProps extends StackProps {
  readonly stage: Stage;
}

/** A stage of the telemetry mapping as a stack of its own. */
export class TelemetryMappingStack extends Stack {
  constructor(scope: Construct, id: string, { stage, ...props }: TelemetryMappingStackProps) {
    super(scope, id, props);
    const mapping = new TelemetryMapping(this, 'TelemetryMapping', { stage: stage.name, settings: stage.settings });
    this.terminationProtection = props.terminationProtection ?? mapping.settings.terminationProtection;
    addStackOutputs(this, mapping);
    addTags(this, mapping.settings.tags);
  }
}
