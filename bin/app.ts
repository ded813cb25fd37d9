import { App } from 'aws-cdk-lib';
import { SettingsError } from '../lib/settings/complete-settings';
import { readStage } from '../lib/settings/read-stage';
import { TelemetryMappingStack } from '../lib/telemetry-mapping-stack';

const app = new App();
try {
  const stage = readStage(app.node);
  new TelemetryMappingStack(app, `TelemetryMapping-${stage.name}`, { stage });
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
