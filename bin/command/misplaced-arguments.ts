import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/**
 * What npm keeps of a command line: it takes options that stand before `--` for its own, and tells scripts of them in
 * the environment only. `npm start --fleet 5` comes as npm_config_fleet=true and the argument `5`.
 *
 * @param command after its own options were read; its name is how npm is told to run it, such as `npm start --`
 * @returns a sentence that says what to write instead, where something was not meant for npm
 */
export const findMisplaced = (command: CommandUnknownOpts, environment: NodeJS.ProcessEnv): string | undefined => {
  const kept = runByNpm(command, environment) ? keptByNpm(command, environment) : [];
  const arguments_ = command.args;
  if (kept.length === 0 && arguments_.length === 0) return undefined;
  const cause =
    kept.length > 0
      ? `npm kept ${kept.join(' ')} for itself, from the command line or from its configuration`
      : `There is no argument ${arguments_.join(' ')}`;
  const chosen = arguments_.flatMap((value) => optionWithChoice(command, value));
  const meant = kept.length > 0 ? [...kept, ...arguments_] : chosen;
  return `${cause}. Options stand after --, such as: ${[command.name(), ...(meant.length > 0 ? meant : ['--help'])].join(' ')}`;
};

/** Other scripts, such as one that runs tests, hand their environment on. */
const runByNpm = (command: CommandUnknownOpts, { npm_lifecycle_event: script }: NodeJS.ProcessEnv): boolean =>
  script !== undefined && command.name().split(' ').includes(script);

const keptByNpm = (command: CommandUnknownOpts, environment: NodeJS.ProcessEnv): readonly string[] => {
  const kept = command.options.flatMap((option) => {
    const value =
      environment[`npm_config_${option.attributeName().replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`];
    if (value === undefined || command.getOptionValueSource(option.attributeName()) === 'cli') return [];
    // npm's words for what was given without a value: `true`, and an empty one after `--no-`.
    if (option.negate) return value === '' ? [`${option.long}`] : [];
    if (value === '') return [];
    return [value === 'true' ? `${option.long}` : `${option.long} ${value}`];
  });
  return kept;
};

/** npm 11 takes `--format ocsf` for an option of its own that begins like that, and leaves `ocsf` only. */
const optionWithChoice = (command: CommandUnknownOpts, value: string): readonly string[] =>
  command.options.filter(({ argChoices }) => argChoices?.includes(value)).map(({ long }) => `${long} ${value}`);
