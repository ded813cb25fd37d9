import { findConflicts } from './setting-rules';

type ChosenSettings = Readonly<Record<string, unknown>>;

/** Which setting tells of which other one: of another value of it, it tells nothing. */
const tellsOf: Readonly<Record<string, string>> = {
  functionRoleId: 'functionRoleArn',
  functionRoleArn: 'functionRoleId',
};

/**
 * The settings of the stage, overridden by those of the command line. Nothing on the command line could take a setting
 * of the stage away, so what cannot stand beside a choice made there gives way to it: `-c queueArn=...` to the stage's
 * queueName. Conflicts that the stage has by itself are not settled by chance: they stay, and are refused.
 */
export const overrideSettings = (ofStage: ChosenSettings, ofCommandLine: ChosenSettings): ChosenSettings => {
  const stands = Object.entries(ofStage).filter(([name]) => !Object.hasOwn(ofCommandLine, tellsOf[name] ?? name));
  const overridden = { ...Object.fromEntries(stands), ...ofCommandLine };
  if (findConflicts(ofStage).length > 0) return overridden;
  const givesWay = new Set<string>(findConflicts(overridden).flatMap((conflict) => conflict.givesWay ?? []));
  return Object.fromEntries(
    Object.entries(overridden).filter(([name]) => Object.hasOwn(ofCommandLine, name) || !givesWay.has(name)),
  );
};
