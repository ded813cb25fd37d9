import { createWriteStream } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { EventFormatName } from '../lambda/contract/event-format';
import { eventReaders } from '../schemas/definitions/read-event';
import { readDiagnosticMessages } from './diagnostic-messages';
import { type EmbeddedAws, startEmbeddedAws, stopEmbeddedAws } from './embedded-aws';
import { LOCAL_REGION } from './emulators/emulators';
import { EventSource } from './event-source/event-source';
import { checkInput } from './fleet/input-lines';
import { ExecutionEnvironment } from './function-runtime/execution-environment';
import type { LocalRunOptions } from './options';
import { readQueueDepth } from './queue-depths';
import { RunMonitor } from './run-monitor';
import type { RunSummary } from './run-summary';
import { synthesize } from './stack/synthesize';
import { createSubmissionSource } from './submission-source';
import { StreamReader } from './verification/stream-reader';
import type { RunStatus } from './view/run-status';
import type { Screen } from './view/screen';

const projectRoot = join(import.meta.dirname, '..');

/** One environment a core of a small laptop, the emulators aside. */
const CONCURRENT_INVOCATIONS = 2;

/**
 * Runs the main job on an embedded AWS, until it is stopped or its input is drained.
 *
 * @throws Error whose message says what to do
 */
export const runLocally = async (options: LocalRunOptions, screen: Screen, stop: AbortSignal): Promise<RunSummary> => {
  if (options.input !== undefined) await checkInput(options.input);
  const directory = join(projectRoot, 'cdk.out', `local-run-${options.sqsPort}`);
  screen.say('Synthesizing the stack of stage local with cdk synth ...');
  await synthesize(directory, { eventFormat: options.format });
  screen.say('Starting the SQS and Kinesis emulators ...');
  const aws = await startEmbeddedAws(directory, { sqs: options.sqsPort, kinesis: options.kinesisPort });
  try {
    introduce(aws, options.format, screen);
    return await watch(aws, options, screen, stop, join(directory, 'function.log'));
  } finally {
    await stopEmbeddedAws(aws);
  }
};

const introduce = ({ emulators, stack }: EmbeddedAws, format: EventFormatName, screen: Screen): void => {
  screen.say(`Queue   ${stack.submissionQueue.name}  ${stack.submissionQueue.url}`);
  screen.say(`Stream  ${stack.streamName}  ${emulators.kinesis.endpoint}`);
  screen.say(`Events  in the format ${format}, as in schemas/${format}-event.schema.json`);
  screen.say(`Region  ${LOCAL_REGION}, any credentials`);
};

const watch = async (
  aws: EmbeddedAws,
  options: LocalRunOptions,
  screen: Screen,
  stop: AbortSignal,
  logFile: string,
): Promise<RunSummary> => {
  const monitor = new RunMonitor(eventReaders[options.format]);
  const log = createWriteStream(logFile);
  let unsent = 0;
  const eventSource = createEventSource(aws, monitor, (line) => log.write(`${line}\n`));
  const reader = new StreamReader(aws.clients.kinesis, aws.stack.streamName, (record) => monitor.arrive(record));
  const source = createSubmissionSource(options, aws, (error) => {
    unsent++;
    screen.say(`The queue did not take a submission: ${String(error)}`);
  });

  const mapping = eventSource.run();
  const reading = reader.run();
  const ended = new AbortController();
  const showing = showStatus(aws, monitor, screen, ended.signal);
  // Whichever ends first: the others run until they are stopped, unless they fail.
  await Promise.race([source.run(stop), mapping, reading, showing]);
  if (stop.aborted) screen.say('Finishing what is in flight ...');
  eventSource.stop();
  await mapping;
  reader.stop();
  await reading;
  ended.abort();
  await showing;
  log.end();

  const diagnosed = await readDiagnosticMessages(aws.emulators.sqs.endpoint, aws.stack.diagnosticQueue.name);
  return {
    ...monitor.ledger.verdict(diagnosed),
    unsent,
    latency: monitor.latency,
    log: relative(projectRoot, logFile),
  };
};

const createEventSource = (aws: EmbeddedAws, monitor: RunMonitor, writeLog: (line: string) => void): EventSource =>
  new EventSource({
    sqs: aws.clients.sqs,
    queue: aws.stack.submissionQueue,
    mapping: aws.stack.template.eventSource,
    startEnvironment: () =>
      ExecutionEnvironment.start(aws.code, (line) => {
        writeLog(line);
        monitor.log(line);
      }),
    concurrency: CONCURRENT_INVOCATIONS,
    observer: {
      onReceived: (records) => monitor.receive(records),
      onFailed: (records, error) => {
        if (error === undefined) return;
        writeLog(`An invocation with ${records.length} messages failed: ${String(error)}`);
      },
    },
  });

const showStatus = async (aws: EmbeddedAws, monitor: RunMonitor, screen: Screen, ended: AbortSignal): Promise<void> => {
  while (!ended.aborted) {
    screen.showStatus(monitor.status(await readDepths(aws)));
    await setTimeout(screen.statusEveryMs, undefined, { signal: ended }).catch(() => undefined);
  }
};

const readDepths = async ({ clients: { sqs }, stack }: EmbeddedAws): Promise<RunStatus['queues']> => {
  const [submissions, diagnostic, deadLetter] = await Promise.all([
    readQueueDepth(sqs, stack.submissionQueue.url),
    readQueueDepth(sqs, stack.diagnosticQueue.url),
    readQueueDepth(sqs, stack.deadLetterQueue.url),
  ]);
  return { submissions, diagnostic, deadLetter };
};
