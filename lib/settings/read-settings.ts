import type { Node } from 'constructs';
import { z } from 'zod';
import { Settings, settingTypes } from './settings';

/** A choice of stage or settings that cannot be deployed. Its message is for the person who made it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** A stage and what was chosen for it. */
export interface Stage {
  readonly name: string;
  readonly settings: Settings;
}

const Stages = z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.record(z.string(), z.unknown()));

/**
 * Reads the stage that the context names (`-c stage=prod`) and its settings: those of cdk.json's `stages`, overridden
 * by those of the command line (`-c batchSize=50`).
 *
 * @throws SettingsError that says what to change
 */
export const readStage = (node: Node): Stage => {
  const { stage: name, stages, ...others } = ownContext(node);
  const known = Stages.safeParse(stages);
  if (!known.success) {
    throw new SettingsError(`"stages" in cdk.json must map stage names to settings: ${z.prettifyError(known.error)}`);
  }
  const ofStage = typeof name === 'string' ? known.data[name] : undefined;
  if (typeof name !== 'string' || !ofStage) {
    throw new SettingsError(
      `There is no stage ${JSON.stringify(name)}. Choose one of ${Object.keys(known.data).join(', ')} with -c stage=NAME, or add it to "stages" in cdk.json.`,
    );
  }

  const chosen = { ...ofStage, ...others };
  const parsed = Settings.safeParse(chosen);
  if (parsed.success) return { name, settings: parsed.data };
  const problems = parsed.error.issues.flatMap((issue) => describe(issue, chosen));
  throw new SettingsError(`The settings of stage "${name}" cannot be deployed:\n${problems.join('\n')}`);
};

/** The context that is the app's own: what the CDK keeps in it has a colon or an @ in its name. */
const ownContext = (node: Node): Record<string, unknown> => {
  const context: unknown = node.getAllContext();
  const entries = Object.entries(z.record(z.string(), z.unknown()).parse(context));
  return Object.fromEntries(entries.filter(([name]) => !/[:@]/.test(name)));
};

const describe = (issue: z.core.$ZodIssue, chosen: Readonly<Record<string, unknown>>): readonly string[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `- ${key} is not a setting. The settings are ${Object.keys(settingTypes).join(', ')}.`,
    );
  }
  const name = issue.path.join('.');
  const value = chosen[name];
  const is = value === undefined ? '' : ` is ${JSON.stringify(value)}, but`;
  return [`- ${name}${is} ${issue.message}.`];
};
