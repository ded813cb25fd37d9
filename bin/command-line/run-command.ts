import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { findMisplaced } from './misplaced-arguments';

/**
 * Runs a command as data: its name, arguments and action. An error's message is for the person who called it, and is
 * all that is shown; wrong arguments and `--help` are answered before the action.
 */
export const runCommand = async (command: CommandUnknownOpts, args: readonly string[]): Promise<void> => {
  // Arguments are counted below, where it is known what npm made of them.
  command.allowExcessArguments().hook('preAction', () => {
    const misplaced = findMisplaced(command, process.env);
    if (misplaced !== undefined) throw new Error(misplaced);
  });
  try {
    await command.parseAsync(args, { from: 'user' });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
};
