import { Command, Option } from '@commander-js/extra-typings';
import { eventFormatNames } from '../../lambda/contract/event-format';
import { runLocally } from '../../local/run/run-locally';
import type { Outcome } from '../../local/run/verification/verdict';
import { createScreen } from '../../local/views/screens';
import { numberOf, wholeNumber } from '../command/arguments';
import { onInterruption } from '../command/interruption';

/** 1 is for what could not run: wrong arguments, a port that is taken, an emulator that died. */
const exitStatuses: Readonly<Record<Outcome, number>> = { right: 0, incomplete: 2, wrong: 3 };

export const start = new Command('npm start --')
  .description(
    'Runs the telemetry mapping on an embedded AWS: a simulated sensor fleet sends submissions to a queue, the function that cdk synth bundled publishes their events to a stream, and you watch. Ctrl-C ends it.',
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
      .argParser(numberOf('seconds', 0.01, 86_400))
      .default(1),
  )
  .addOption(
    new Option('--format <name>', 'format of the events in the stream, see docs/events.md')
      .choices(eventFormatNames)
      .default('nested' as const),
  )
  .addOption(
    new Option('--sqs-port <port>', 'port of the SQS emulator').argParser(wholeNumber(0, 65_535)).default(4566),
  )
  .addOption(
    new Option('--kinesis-port <port>', 'port of the Kinesis emulator').argParser(wholeNumber(0, 65_535)).default(4567),
  )
  .addOption(
    new Option(
      '--json',
      'no live view; at the end one JSON object on standard output, all else on standard error',
    ).default(false),
  )
  .action(async ({ input, fleet, json, ...options }) => {
    const screen = createScreen(json);
    const devices = typeof fleet === 'number' && input === undefined ? fleet : 0;
    const summary = await runLocally(
      { ...options, devices, ...(input !== undefined && { input }) },
      [screen],
      onInterruption(),
    );
    screen.showSummary(summary);
    process.exitCode = summary.failure === undefined ? exitStatuses[summary.outcome] : 1;
  });
