import { Command, InvalidArgumentError, Option } from 'commander';

/** What was asked for on the command line of `npm run deploy:local` and `npm run destroy:local`. */
export interface DeployOptions {
  /** Of the emulator, where AWS_ENDPOINT_URL is not set. */
  readonly port: number;
}

const portNumber = (value: string): number => {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= 1 && number <= 65_535) return number;
  throw new InvalidArgumentError('Give a whole number from 1 to 65535.');
};

/** Ends the process with an explanation where the arguments are wrong, or where help was asked for. */
export const parseDeployOptions = (script: string, description: string, args: readonly string[]): DeployOptions =>
  new Command(`npm run ${script} --`)
    .description(description)
    .addOption(new Option('--port <port>', 'port of the emulator').argParser(portNumber).default(4566))
    .parse(args, { from: 'user' })
    .opts<{ port: number }>();
