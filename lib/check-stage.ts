import { Stack, Token, TokenComparison } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { SettingsError } from './settings/complete-settings';
import { stageName } from './settings/stage-name';

/** A construct that deploys a stage. */
export interface Staged extends Construct {
  readonly stage: string;
}

/**
 * @param all of the app, which may include the construct itself
 * @throws SettingsError where the stage cannot name what is to be deployed, or another construct may deploy the same
 * stage to the same account and region; it says what to change
 */
export const checkStage = (construct: Staged, all: readonly Staged[]): void => {
  const { stage } = construct;
  const problem = stageName.safeParse(stage).error?.issues[0]?.message;
  if (problem !== undefined) {
    throw new SettingsError(`The stage of ${construct.node.path} is ${JSON.stringify(stage)}, but ${problem}.`);
  }

  const other = all.find(
    (any) => any !== construct && any.stage === stage && !areInDifferentEnvironments(any, construct),
  );
  if (!other) return;
  throw new SettingsError(
    `${other.node.path} and ${construct.node.path} are both of stage "${stage}": their metrics would be added up, and the names of their alarms and dashboards would clash. Give one of them another stage, such as "${stage}-2", or give their stacks an env with different accounts or regions.`,
  );
};

/** As far as that is known at synth. */
const areInDifferentEnvironments = (one: Construct, other: Construct): boolean =>
  (['account', 'region'] as const).some(
    (part) => Token.compareStrings(Stack.of(one)[part], Stack.of(other)[part]) === TokenComparison.DIFFERENT,
  );
