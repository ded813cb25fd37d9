import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/**
 * Runs a command as data: its name, arguments and action. An error's message is for the person who called it, and is
 * all that is shown; wrong arguments and `--help` are answered before the action.
 */
export const runCommand = async (command: CommandUnknownOpts, args: readonly string[]): Promise<void> => {
  try {
    await command.parseAsync(args, { from: 'user' });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
};
