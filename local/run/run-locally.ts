import { createWriteStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { setTimeout as setTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import { eventReaders } from '../../schemas/formats/event-readers';
import { synthesize } from '../cdk/synthesize';
import { checkPorts } from '../emulated-aws/emulators/emulators';
import { readQueueDepth } from '../emulated-aws/queues';
import { checkInput, UnsendableLineError } from '../fleet/input-lines';
import { LOCAL_REGION } from '../local-account';
import { inProject, PROJECT } from '../project';
import { type MappingRun, startMappingRun } from './mapping-run';
import { RunMonitor } from './run-monitor';
import type { RunOptions } from './run-options';
import type { RunStatus } from './run-status';
import type { RunSummary } from './run-summary';
import type { Screen } from './screen';
import { createSubmissionSource } from './submission-source';
import type { Verdict } from './verification/verdict';

/**
 * Runs the main job on an emulated AWS, until it is stopped or its input is drained.
 *
 * @throws Error whose message says what to do
 */
export const runLocally = async (
  options: RunOptions,
  screens: readonly Screen[],
  stop: AbortSignal,
): Promise<RunSummary> => {
  const say = (line: string): void => {
    for (const screen of screens) screen.say(line);
  };
  if (options.input !== undefined) await checkInput(options.input);
  // Before the folder is emptied that a run on these ports works in.
  await checkPorts({ sqs: options.sqsPort, kinesis: options.kinesisPort });
  // Of its own where any port will do: runs at the same time must not empty each other's.
  const assembly = inProject('cdk.out', `local-run-${options.sqsPort || process.pid}`);
  say('Synthesizing the stack of stage local with cdk synth ...');
  // The verdict expects this key.
  await synthesize(assembly, { eventFormat: options.format, partitionKey: 'submission_id' }, stop);

  const logFile = join(assembly, 'function.log');
  const log = createWriteStream(logFile);
  const monitor = new RunMonitor(eventReaders[options.format], (line) => log.write(`${line}\n`));
  try {
    say('Starting the SQS and Kinesis emulators ...');
    const ports = { sqs: options.sqsPort, kinesis: options.kinesisPort };
    await using run = await startMappingRun({ assembly, ports, observer: monitor, outlivesFunction: false });
    stop.throwIfAborted();
    introduce(run, options, say);
    for (const screen of screens) void run.scope.start((signal) => showStatus(run, monitor, screen, signal));
    return { ...(await feed(run, options, monitor, say, stop)), ...monitor.figures, log: relative(PROJECT, logFile) };
  } finally {
    log.end();
    if (options.sqsPort === 0) await removeAllBut(logFile);
  }
};

const removeAllBut = async (file: string): Promise<void> => {
  for (const name of await readdir(dirname(file))) {
    if (name !== basename(file)) await rm(join(dirname(file), name), { recursive: true });
  }
};

const explainUnsent = (error: unknown): string =>
  error instanceof UnsendableLineError
    ? `Not sent: ${error.message}`
    : `The queue did not take a submission: ${error instanceof Error ? error.message : error}`;

/** How long what is in flight may take once the run is to end. Then it stays in the queue. */
const FINISHING_LIMIT_MS = 4_000;

/** Has the run work until it is stopped, its input is drained, or something fails; judges what is known then. */
const feed = async (
  run: MappingRun,
  options: RunOptions,
  { ledger }: RunMonitor,
  say: (line: string) => void,
  stop: AbortSignal,
): Promise<Verdict & Pick<RunSummary, 'unsent' | 'failure'>> => {
  let unsent = 0;
  const source = createSubmissionSource(options, run, (error) => {
    unsent++;
    if (!run.scope.signal.aborted) say(explainUnsent(error));
  });
  try {
    await run.scope.until(source(AbortSignal.any([stop, run.scope.signal])));
    if (stop.aborted) say('Finishing what is in flight ...');
    await finishSoon(run);
    return { ...ledger.verdict(await run.readQueues(), unsent), unsent, failure: undefined };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return { ...ledger.verdict(undefined, unsent), unsent, failure };
  }
};

const finishSoon = async (run: MappingRun): Promise<void> => {
  const impatience = setTimer(() => run.killFunction(), FINISHING_LIMIT_MS);
  try {
    await run.finish();
  } finally {
    clearTimeout(impatience);
  }
};

const introduce = ({ aws }: MappingRun, { format }: RunOptions, say: (line: string) => void): void => {
  const { submissionQueue, diagnosticQueue, deadLetterQueue, streamName } = aws.stack;
  say(`Queue        ${submissionQueue.url}`);
  say(`Diagnostic   ${diagnosticQueue.url}`);
  say(`Dead-letter  ${deadLetterQueue.url}`);
  say(`Stream       ${streamName}  ${aws.emulators.kinesis.endpoint}`);
  say(`Events       in the format ${format}, as in schemas/${format}-event.schema.json`);
  say(`Region       ${LOCAL_REGION}, any credentials`);
};

const showStatus = async (run: MappingRun, monitor: RunMonitor, screen: Screen, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    screen.showStatus(monitor.status(await readDepths(run, signal)));
    await setTimeout(screen.statusEveryMs, undefined, { signal }).catch(() => undefined);
  }
};

const readDepths = async ({ aws }: MappingRun, signal: AbortSignal): Promise<RunStatus['queues']> => {
  const { clients, stack } = aws;
  const [submissions, diagnostic, deadLetter] = await Promise.all([
    readQueueDepth(clients.sqs, stack.submissionQueue.url, signal),
    readQueueDepth(clients.sqs, stack.diagnosticQueue.url, signal),
    readQueueDepth(clients.sqs, stack.deadLetterQueue.url, signal),
  ]);
  return { submissions, diagnostic, deadLetter };
};
