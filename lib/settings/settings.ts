import { z } from 'zod';
import { alarmSettingTypes } from '../monitoring/alarm-settings';
import { eventSourceSettings } from './event-source-settings';
import { eventStreamSettings } from './event-stream-settings';
import { functionSettings } from './function-settings';
import { ownershipSettings } from './ownership-settings';
import { sharingSettings } from './sharing-settings';
import { alarmReceiverSettings, dataSettings, deploymentSettings } from './stage-settings';
import { submissionQueueSettings } from './submission-queue-settings';

/** What can be chosen for a stage. The ranges are those of AWS, where it has one. */
export const settingTypes = {
  ...submissionQueueSettings,
  ...eventSourceSettings,
  ...functionSettings,
  ...eventStreamSettings,
  ...sharingSettings,
  ...dataSettings,
  ...deploymentSettings,
  ...ownershipSettings,
  ...alarmReceiverSettings,
  ...alarmSettingTypes,
};

export const SettingValues = z.strictObject(settingTypes);
/** What was chosen, and the defaults of the rest. */
export type SettingValues = z.infer<typeof SettingValues>;
/**
 * The settings that differ from their defaults. Names say the unit: `Seconds`, `Hours`, `Days`, `Megabytes`. The ranges,
 * the defaults and what each is for are in docs/settings.md.
 */
export type ChosenSettings = Readonly<z.input<typeof SettingValues>>;

/** Of the event source, where it has pollers of its own. */
export interface ProvisionedPollers {
  readonly minimum: number;
  readonly maximum: number;
}

/** An existing role. */
export interface ExistingRole {
  readonly arn: string;
  /** Such as `AROAIOSFODNN7EXAMPLE`: CloudFormation does not know it of a role that it did not make. */
  readonly id: string;
}

/** Those that are told of two by two. */
type Paired = 'minimumPollers' | 'maximumPollers' | 'functionRoleArn' | 'functionRoleId';

/** The settings of a stage, with nothing left to be derived. */
export interface Settings extends Readonly<Omit<SettingValues, Paired>> {
  readonly visibilityTimeoutSeconds: number;
  readonly maxReceiveCount: number;
  readonly deployment: NonNullable<SettingValues['deployment']>;
  readonly provisionedPollers: ProvisionedPollers | undefined;
  readonly functionRole: ExistingRole | undefined;
}
