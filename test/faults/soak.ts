import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { SqsSender } from '../../lambda/adapters/sqs-sender';
import { readDiagnosticMessages } from '../../local/diagnostic-messages';
import { startEmbeddedAws, stopEmbeddedAws } from '../../local/embedded-aws';
import { RunMonitor } from '../../local/run-monitor';
import { synthesize } from '../../local/stack/synthesize';
import { StreamReader } from '../../local/verification/stream-reader';
import { eventReaders } from '../../schemas/definitions/read-event';
import { untilDrained } from '../support/local-stack';
import { startRig } from './faulty-rig';
import { seededRandom } from './seeded-random';
import { createStorm } from './storm';
import { mixedSubmissions } from './submissions';

/** Runs mixed faults, kills and redeliveries for a time, then lets the queue drain and judges. */

const positive = (value: string): number => {
  const number = Number(value);
  if (Number.isFinite(number) && number > 0) return number;
  throw new InvalidArgumentError('Give a number greater than 0.');
};

const { minutes, seed } = new Command('npm run soak --')
  .description('Runs the function under mixed faults, kills and redeliveries, and says whether its guarantees held.')
  .addOption(new Option('--minutes <minutes>', 'how long').argParser(positive).default(5))
  .addOption(new Option('--seed <seed>', 'repeats a run').argParser(positive).default(1))
  .parse()
  .opts<{ minutes: number; seed: number }>();

const BATCH_EVERY_MS = 250;
const SUBMISSIONS_A_BATCH = 20;
const KILL_EVERY_MS = 7_000;
const PROGRESS_EVERY_MS = 5_000;

const assembly = join(import.meta.dirname, '..', '..', 'cdk.out', `soak-${process.pid}`);
// Faults come thick here: more receives than usual, so that what is tested is the function, not its luck.
await synthesize(assembly, { maxReceiveCount: '1000' });
const aws = await startEmbeddedAws(assembly, { sqs: 0, kinesis: 0 });
const monitor = new RunMonitor(eventReaders.nested);
const storm = createStorm(seededRandom(seed));
const rig = await startRig({
  aws,
  plan: storm.plan,
  batchSize: 100,
  functionTimeoutMs: 5_000,
  visibilityTimeoutSeconds: 6,
  observer: { onReceived: (records) => monitor.receive(records), onFailed: () => undefined },
  onLogLine: (line) => monitor.log(line),
});
const reader = new StreamReader(aws.clients.kinesis, aws.stack.streamName, (record) => monitor.arrive(record));
const ending = new AbortController();

const every = async (milliseconds: number, act: () => void | Promise<void>): Promise<void> => {
  while (!ending.signal.aborted) {
    await act();
    await setTimeout(milliseconds, undefined, { signal: ending.signal }).catch(() => undefined);
  }
};

const sender = new SqsSender(aws.clients.sqs, aws.stack.submissionQueue.url, new AbortController().signal);
const submissionRandom = seededRandom(seed + 1);
let sent = 0;
const sendSome = async (): Promise<void> => {
  const submissions = mixedSubmissions(submissionRandom, SUBMISSIONS_A_BATCH, 20);
  await Promise.all(submissions.map(({ body }) => sender.send({ body, attributes: {} })));
  sent += submissions.length;
};

let kills = 0;
const kill = (): void => {
  kills++;
  rig.kill();
};

const startedAt = Date.now();
const report = (): void => {
  const { received, events } = monitor.ledger;
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  const { faults } = rig.front.counts;
  console.log(`${seconds} s: ${sent} sent, ${received} received, ${events} events, ${faults} faults, ${kills} kills`);
};

const mapping = rig.eventSource.run();
const reading = reader.run();
const activity = Promise.all([
  every(BATCH_EVERY_MS, sendSome),
  every(KILL_EVERY_MS, kill),
  every(PROGRESS_EVERY_MS, report),
]);
await setTimeout(minutes * 60_000);
ending.abort();
await activity;
storm.calm();
console.log('No more faults: waiting until the queue is drained ...');
await untilDrained(aws);
rig.eventSource.stop();
await mapping;
reader.stop();
await reading;
report();

const diagnosed = await readDiagnosticMessages(aws.emulators.sqs.endpoint, aws.stack.diagnosticQueue.name);
const verdict = monitor.ledger.verdict(diagnosed);
const held = verdict.verified && verdict.received === sent;
console.log(JSON.stringify({ seed, sent, ...verdict, faults: rig.front.counts.faults, kills }));
console.log(`Every valid submission fully in the stream, in order, every invalid one kept: ${held ? 'yes' : 'no'}`);
await rig[Symbol.asyncDispose]();
await stopEmbeddedAws(aws);
await rm(assembly, { recursive: true });
process.exitCode = held ? 0 : 1;
