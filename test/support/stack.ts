import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readStage } from '../../lib/settings/read-settings';
import { TelemetryMappingStack } from '../../lib/telemetry-mapping-stack';

/** The template of a stage, without its bundle; `chosen` are settings as on the command line. */
export const templateOf = (chosen: Readonly<Record<string, unknown>> = {}): Template => {
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [], ...chosen } });
  const stage = readStage(app.node);
  return Template.fromStack(new TelemetryMappingStack(app, 'Stack', { stage }));
};
