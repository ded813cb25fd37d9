import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/**
 * Has a command refuse two of its options together, in either order.
 *
 * Commander's own `conflicts` compares values, so it does not know `--x` from `--no-x`, which set the same one.
 *
 * @param options such as `no-fleet`
 */
export const refuseTogether = (command: CommandUnknownOpts, options: readonly [string, string]): void => {
  const given = new Set<string>();
  for (const option of options) {
    command.on(`option:${option}`, () => {
      given.add(option);
      if (given.size === 2) command.error(`--${options.join(' and --')} contradict each other. Give one of them.`);
    });
  }
};
