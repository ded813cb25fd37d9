import { Command, Option } from '@commander-js/extra-typings';
import { eventFormatNames } from '../../lambda/contract/event-format';
import { InputLines } from '../../local/fleet/input-lines';
import { runLocally } from '../../local/run/run-locally';
import type { Outcome } from '../../local/run/verification/verdict';
import { createScreen } from '../../local/views/screens';
import { numberOf, wholeNumber } from '../command-line/arguments';
import { refuseTogether } from '../command-line/contradictions';
import { onInterruption } from '../command-line/interruption';

const FAILED = 1;
/** As shells say of a command that a Ctrl-C ended. */
const INTERRUPTED = 130;
const exitStatuses: Readonly<Record<Outcome, number>> = { right: 0, incomplete: 2, wrong: 3 };

const examplesAndStatuses = `
Examples:
  npm start -- --fleet 200 --interval 0.5
  npm start -- --input local/fleet/captured-submissions.b64
  npm start --silent -- --input FILE --json | jq .

Exit status:
  ${exitStatuses.right}  complete and right: every valid submission is in the stream, as submitted
     and in order, every invalid one is whole in the diagnostic queue
  ${FAILED}  could not run, or was ended by a failure
  ${exitStatuses.incomplete}  incomplete: nothing is wrong, but something was not sent or is not done
  ${exitStatuses.wrong}  wrong: something was lost, reordered or altered, or came from elsewhere
  ${INTERRUPTED} interrupted before anything was sent`;

export const start = new Command('npm start --')
  .description(
    'Runs the telemetry mapping on an emulated AWS: a simulated sensor fleet sends submissions to a queue, the function that cdk synth bundled publishes their events to a stream, and you watch. Ctrl-C finishes what is in flight and sums up.',
  )
  .addOption(
    new Option(
      '--input <file>',
      'instead of the fleet, send the lines of this file, one message body each (- for standard input), and end when the queue is drained',
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
    new Option('--sqs-port <port>', 'port of the SQS emulator, 0 for any')
      .argParser(wholeNumber(0, 65_535))
      .default(4566),
  )
  .addOption(
    new Option('--kinesis-port <port>', 'port of the Kinesis emulator, 0 for any')
      .argParser(wholeNumber(0, 65_535))
      .default(4567),
  )
  .addOption(
    new Option(
      '--json',
      'no live view: at the end one JSON object on standard output, all else on standard error',
    ).default(false),
  )
  .addHelpText('after', examplesAndStatuses)
  .action(async ({ input: path, fleet, json, ...options }) => {
    const { sqsPort, kinesisPort } = options;
    if (sqsPort === kinesisPort && sqsPort !== 0) {
      throw new Error(
        `The emulators cannot share port ${sqsPort}. Give --sqs-port and --kinesis-port different ports, or 0 for any.`,
      );
    }
    const stop = onInterruption();
    const screen = createScreen(json);
    const input = path === undefined ? undefined : InputLines.at(path);
    stop.addEventListener('abort', () => input?.close(), { once: true });
    try {
      const devices = typeof fleet === 'number' && !input ? fleet : 0;
      const summary = await runLocally({ ...options, devices, ...(input && { input }) }, [screen], stop);
      screen.showSummary(summary);
      process.exitCode = summary.failure === undefined ? exitStatuses[summary.outcome] : FAILED;
    } catch (error) {
      if (!stop.aborted) throw error;
      console.error('Interrupted before anything was sent.');
      process.exitCode = INTERRUPTED;
    } finally {
      // Standard input that nobody reads would keep the process alive.
      input?.close();
    }
  });

refuseTogether(start, ['fleet', 'no-fleet']);
refuseTogether(start, ['interval', 'no-fleet']);
