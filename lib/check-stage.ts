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
 * stage to the same account; it says what to change
 */
export const checkStage = (construct: Staged, all: readonly Staged[]): void => {
  const { stage } = construct;
  const problem = stageName.safeParse(stage).error?.issues[0]?.message;
  if (problem !== undefined) {
    throw new SettingsError(`The stage of ${construct.node.path} is ${JSON.stringify(stage)}, but ${problem}.`);
  }

  const other = all.find((any) => any !== construct && any.stage === stage && !areInDifferentAccounts(any, construct));
  if (!other) return;
  throw new SettingsError(
    `${other.node.path} and ${construct.node.path} are both of stage "${stage}": their metrics would be added up, and the names of their alarms and dashboards would clash. Give one of them another stage, such as "${stage}-2", or give their stacks an env with different accounts.`,
  );
};

/** Different regions would not do: an account's dashboards have their names in all of them. */
const areInDifferentAccounts = (one: Construct, other: Construct): boolean =>
  Token.compareStrings(Stack.of(one).account, Stack.of(other).account) === TokenComparison.DIFFERENT;
