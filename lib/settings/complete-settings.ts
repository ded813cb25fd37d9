import { z } from 'zod';
import { closestNames } from './closest-names';
import {
  DEFAULT_MAXIMUM_POLLERS,
  DEFAULT_MINIMUM_POLLERS,
  defaultReceives,
  findConflicts,
  hasProvisionedPollers,
  leastVisibilityTimeout,
} from './setting-rules';
import { type ChosenSettings, type Settings, SettingValues, settingTypes } from './settings';

/** A choice of stage or settings that cannot be deployed. Its message is for the person who made it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Adds the defaults to what was chosen.
 *
 * @throws SettingsError that says, of each setting that cannot be deployed, what to change
 */
export const completeSettings = (chosen: ChosenSettings = {}): Settings => derive(validate(chosen));

/**
 * Asserts that values which may be anything are settings that can be deployed.
 *
 * @throws SettingsError, as completeSettings
 */
export function assertSettings(chosen: UnknownSettings): asserts chosen is ChosenSettings {
  validate(chosen);
}

type UnknownSettings = Readonly<Record<string, unknown>>;

/** Types are no proof: adopters may write JavaScript. */
const validate = (chosen: UnknownSettings): SettingValues => {
  const parsed = SettingValues.safeParse(chosen);
  const problems = [
    ...(parsed.error?.issues.flatMap((issue) => describeIssue(issue, chosen)) ?? []),
    ...findConflicts(chosen).map(({ setting, message }) => describe(setting, chosen[setting], message)),
  ];
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems.join('\n'));
  return parsed.data;
};

const derive = (chosen: SettingValues): Settings => {
  const { minimumPollers, maximumPollers, functionRoleArn, functionRoleId, ...values } = chosen;
  const { visibilityTimeoutSeconds = leastVisibilityTimeout(values) } = values;
  return {
    ...values,
    visibilityTimeoutSeconds,
    maxReceiveCount: values.maxReceiveCount ?? defaultReceives(visibilityTimeoutSeconds),
    deployment: values.deployment ?? (values.emulator ? 'all-at-once' : 'canary'),
    provisionedPollers: hasProvisionedPollers({ minimumPollers, maximumPollers })
      ? { minimum: minimumPollers ?? DEFAULT_MINIMUM_POLLERS, maximum: maximumPollers ?? DEFAULT_MAXIMUM_POLLERS }
      : undefined,
    functionRole:
      functionRoleArn === undefined || functionRoleId === undefined
        ? undefined
        : { arn: functionRoleArn, id: functionRoleId },
  };
};

const describeIssue = (issue: z.core.$ZodIssue, chosen: UnknownSettings): readonly string[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(describeUnknown);
  }
  return [describe(z.core.toDotPath(issue.path), valueAt(chosen, issue.path), issue.message)];
};

/** Within a list too. */
const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((whole: unknown, part): unknown => Reflect.get(Object(whole), part), value);

const describeUnknown = (name: string): string => {
  const settings = Object.keys(settingTypes);
  const meant = closestNames(name, settings).join(' or ');
  return `- ${name} is not a setting. ${meant === '' ? `The settings are ${settings.join(', ')}.` : `Did you mean ${meant}?`}`;
};

const describe = (name: string, value: unknown, message: string): string => {
  const is = value === undefined ? '' : ` is ${JSON.stringify(value)}, but`;
  return `- ${name}${is} ${message}.`;
};
