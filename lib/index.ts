/** What the package has for the apps that install it. */
export type { MetricName } from '../lambda/contract/metrics';
export { completeSettings, SettingsError } from './settings/complete-settings';
export type { ChosenSettings, ProvisionedPollers, Settings } from './settings/settings';
export { TelemetryMapping, type TelemetryMappingProps } from './telemetry-mapping';
