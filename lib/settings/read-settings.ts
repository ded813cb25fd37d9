import type { Node } from 'constructs';
import { z } from 'zod';
import { SettingsError, validateSettings } from './complete-settings';
import type { Settings } from './settings';

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

  try {
    return { name, settings: validateSettings({ ...ofStage, ...others }) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new SettingsError(`The settings of stage "${name}" cannot be deployed:\n${error.message}`);
  }
};

/** The context that is the app's own: what the CDK keeps in it has a colon or an @ in its name. */
const ownContext = (node: Node): Record<string, unknown> => {
  const context: unknown = node.getAllContext();
  const entries = Object.entries(z.record(z.string(), z.unknown()).parse(context));
  return Object.fromEntries(entries.filter(([name]) => !/[:@]/.test(name)));
};
