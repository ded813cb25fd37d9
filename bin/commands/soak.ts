import { Command, Option } from '@commander-js/extra-typings';
import { soak as runSoak } from '../../test/faults/soak';
import { numberOf, wholeNumber } from '../command-line/arguments';

export const soak = new Command('npm run soak --')
  .description('Runs the function under mixed faults, kills and redeliveries, and says whether its guarantees held.')
  .addOption(new Option('--minutes <minutes>', 'how long').argParser(numberOf('minutes', 0.1, 10_000)).default(5))
  .addOption(new Option('--seed <seed>', 'repeats a run').argParser(wholeNumber(0, 2 ** 31 - 1)).default(1))
  .action(async (options) => {
    const held = await runSoak(options, console.log);
    if (!held) process.exitCode = 1;
  });
