import { Command, InvalidArgumentError, Option } from 'commander';
import { type EventFormatName, eventFormatNames } from '../lambda/contract/event-format';

/** What was asked for on the command line of `npm start`. */
export interface LocalRunOptions {
  /** A file with one message body a line, `-` for standard input; absent for the fleet or outside clients. */
  readonly input?: string;
  /** Simulated sensors; 0 for none. */
  readonly devices: number;
  /** Seconds from one submission of a sensor to its next. */
  readonly interval: number;
  /** Of the events in the stream. */
  readonly format: EventFormatName;
  readonly sqsPort: number;
  readonly kinesisPort: number;
  /** No live view, but one JSON object on standard output at the end. */
  readonly json: boolean;
}

const wholeNumber =
  (minimum: number, maximum: number) =>
  (value: string): number => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= minimum && number <= maximum) return number;
    throw new InvalidArgumentError(`Give a whole number from ${minimum} to ${maximum}.`);
  };

const seconds = (value: string): number => {
  const number = Number(value);
  if (/^\d*\.?\d+$/.test(value) && number >= 0.01 && number <= 86_400) return number;
  throw new InvalidArgumentError('Give a number of seconds from 0.01 to 86400.');
};

const program = (): Command =>
  new Command('npm start --')
    .description(
      'Runs the telemetry mapping on an embedded AWS: a simulated sensor fleet sends submissions to a queue, the\nfunction that cdk synth bundled publishes their events to a stream, and you watch. Ctrl-C ends it.',
    )
    .addOption(
      new Option(
        '--input <file>',
        'send the lines of this file, one message body each (- for standard input), instead of the fleet, and end when the queue is drained; exit status 0 only if every submission was published or rejected',
      ).conflicts(['fleet', 'interval']),
    )
    .addOption(
      new Option('--fleet <devices>', 'how many sensors to simulate').argParser(wholeNumber(1, 10_000)).default(50),
    )
    .addOption(new Option('--no-fleet', 'no sensors: wait for outside clients'))
    .addOption(
      new Option('--interval <seconds>', 'seconds from one submission of a sensor to its next')
        .argParser(seconds)
        .default(1),
    )
    .addOption(
      new Option('--format <name>', 'format of the events in the stream, see docs/events.md')
        .choices(eventFormatNames)
        .default('nested'),
    )
    .addOption(
      new Option('--sqs-port <port>', 'port of the SQS emulator').argParser(wholeNumber(0, 65_535)).default(4566),
    )
    .addOption(
      new Option('--kinesis-port <port>', 'port of the Kinesis emulator')
        .argParser(wholeNumber(0, 65_535))
        .default(4567),
    )
    .addOption(
      new Option(
        '--json',
        'no live view; at the end one JSON object on standard output, all else on standard error',
      ).default(false),
    );

/** Ends the process with an explanation where the arguments are wrong, or where help was asked for. */
export const parseOptions = (args: readonly string[]): LocalRunOptions => {
  const options = program().parse(args, { from: 'user' }).opts<{
    input?: string;
    fleet: number | false;
    interval: number;
    format: EventFormatName;
    sqsPort: number;
    kinesisPort: number;
    json: boolean;
  }>();
  const { input, fleet, ...others } = options;
  return {
    ...others,
    ...(input !== undefined && { input }),
    devices: fleet === false || input !== undefined ? 0 : fleet,
  };
};
