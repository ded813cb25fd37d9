import type { Node } from 'constructs';
import { z } from 'zod';
import { assertSettings, SettingsError } from './complete-settings';
import { overrideSettings } from './override-settings';
import { type ChosenSettings, settingTypes } from './settings';
import { stageName } from './stage-name';

/** A stage and what was chosen for it. */
export interface Stage {
  readonly name: string;
  readonly settings: ChosenSettings;
}

const Entries = z.record(z.string(), z.unknown());

/**
 * Reads the stage that the context names (`-c stage=prod`) and its settings: those of cdk.json's `stages`, overridden
 * by those of the command line (`-c batchSize=50`). Only that stage is judged: another one that is not right yet is in
 * nobody's way.
 *
 * @throws SettingsError that says what to change
 */
export const readStage = (node: Node): Stage => {
  const { stage: name, stages: known, ...ofCommandLine } = ownContext(node);
  const stages = Entries.safeParse(known).data;
  if (!stages) {
    throw new SettingsError(
      '"stages" in cdk.json must map names of stages to their settings, such as {"dev": {"batchSize": 50}}.',
    );
  }
  if (typeof name !== 'string' || !Object.hasOwn(stages, name)) {
    const possible = Object.keys(stages).filter((stage) => stageName.safeParse(stage).success);
    throw new SettingsError(
      `There is no stage ${JSON.stringify(name)}. Choose one of ${possible.join(', ')} with -c stage=NAME, or add it to "stages" in cdk.json.`,
    );
  }
  if (!stageName.safeParse(name).success) {
    throw new SettingsError(
      `Stage "${name}" cannot be deployed under this name. The name of a stage is lower-case letters, digits and hyphens, and begins with a letter, such as prod-eu. Rename it in "stages" in cdk.json.`,
    );
  }
  const ofStage = Entries.safeParse(stages[name]).data;
  if (!ofStage) {
    throw new SettingsError(
      `Stage "${name}" in cdk.json is ${JSON.stringify(stages[name])}, but must map names of settings to their values, such as {"batchSize": 50}.`,
    );
  }

  const settings = overrideSettings(readValues(ofStage), readValues(ofCommandLine));
  try {
    assertSettings(settings);
    return { name, settings };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new SettingsError(`The settings of stage "${name}" cannot be deployed:\n${error.message}`);
  }
};

const types: ReadonlyMap<string, z.ZodType> = new Map(Object.entries(settingTypes));

/**
 * On the command line every value is a string. One that the setting does not take may spell a number or a truth value,
 * or the values of a list or of tags.
 */
const readValue = (setting: string, value: unknown): unknown => {
  const type = types.get(setting);
  if (typeof value !== 'string' || type?.safeParse(value).success) return value;
  if (type?.safeParse([]).success) return value.split(',');
  if (type?.safeParse({}).success) return readPairs(value);
  if (/^-?\d+$/.test(value)) return Number(value);
  return value === 'true' || value === 'false' ? value === 'true' : value;
};

/** Of `team=edr,cost-centre=42`. What is none, or has a key twice, is left to be refused. */
const readPairs = (value: string): unknown => {
  const pairs = value.split(',').flatMap((pair) => {
    const [, key, text] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
    return key === undefined || text === undefined ? [] : [[key, text] as const];
  });
  const read = new Map(pairs);
  return read.size === value.split(',').length ? Object.fromEntries(read) : value;
};

const readValues = (settings: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(settings).map(([setting, value]) => [setting, readValue(setting, value)]));

/** The context that is the app's own: what the CDK keeps in it has a colon or an @ in its name. */
const ownContext = (node: Node): Record<string, unknown> => {
  const context: unknown = node.getAllContext();
  const entries = Object.entries(Entries.parse(context));
  return Object.fromEntries(entries.filter(([name]) => !/[:@]/.test(name)));
};
