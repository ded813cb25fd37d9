import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';

/**
 * What npm keeps of a command line: it takes options that stand before `--` for its own, and tells scripts of them in
 * the environment only. `npm start --fleet 5` comes as npm_config_fleet=true and the argument `5`.
 *
 * @param command after its own options were read; its name is how npm is told to run it, such as `npm start --`
 * @returns a sentence that says what to write instead, where something was not meant for npm
 */
export const findMisplaced = (command: CommandUnknownOpts, environment: NodeJS.ProcessEnv): string | undefined => {
  const kept = runByNpm(command, environment) ? keptByNpm(command, environment) : [];
  const values = command.args;
  if (kept.length === 0 && values.length === 0) return undefined;
  const cause =
    kept.length > 0
      ? `npm kept ${kept.join(' ')} for itself, from the command line or from its configuration`
      : `There is no argument ${values.join(' ')}`;
  const meant = kept.length > 0 ? [...kept, ...values] : values.flatMap((value) => optionWithChoice(command, value));
  const instead = [command.name(), ...(meant.length > 0 ? meant : ['--help'])].join(' ');
  return `${cause}. Options stand after --, such as: ${instead}`;
};

/** Other scripts, such as one that runs tests, hand their environment on. */
const runByNpm = (command: CommandUnknownOpts, { npm_lifecycle_event: script }: NodeJS.ProcessEnv): boolean =>
  script !== undefined && command.name().split(' ').includes(script);

/** npm's words for an option without a value are `true`, and an empty one after `--no-`. */
const keptByNpm = (command: CommandUnknownOpts, environment: NodeJS.ProcessEnv): readonly string[] =>
  command.options.flatMap((option) => {
    const value = environment[variableOf(option)];
    const takenAnyway = command.getOptionValueSource(option.attributeName()) === 'cli';
    if (value === undefined || takenAnyway || option.negate !== (value === '')) return [];
    return [value === '' || value === 'true' ? `${option.long}` : `${option.long} ${value}`];
  });

/** Such as `npm_config_sqs_port`. */
const variableOf = (option: Option): string =>
  `npm_config_${option.attributeName().replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;

/** npm 11 takes `--format ocsf` for an option of its own that begins like that, and leaves `ocsf` only. */
const optionWithChoice = (command: CommandUnknownOpts, value: string): readonly string[] =>
  command.options.filter(({ argChoices }) => argChoices?.includes(value)).map(({ long }) => `${long} ${value}`);
