import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { LOCAL_REGION, localCredentials } from '../../local/local-account';
import { inProject } from '../../local/project';

/** Within the project, so that the programs find the SDK. */
export const CLIENTS = inProject('cdk.out', 'clients-test');

/** Writes the programs that docs/clients.md shows, as they stand there, with a configuration of the compiler. */
export const extractClients = async (): Promise<void> => {
  await rm(CLIENTS, { recursive: true, force: true });
  await mkdir(CLIENTS, { recursive: true });
  const document = await readFile(inProject('docs', 'clients.md'), 'utf8');
  for (const [, program = '', file = ''] of document.matchAll(/^```ts\n(\/\/ (\S+\.ts): .*?)^```/gms)) {
    await writeFile(join(CLIENTS, file), program);
  }
  const configuration = { extends: '../../tsconfig.json', include: ['*.ts'] };
  await writeFile(join(CLIENTS, 'tsconfig.json'), JSON.stringify(configuration));
};

const start = (file: string, variables: NodeJS.ProcessEnv) => {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return spawn(process.execPath, ['--import', 'tsx', join(CLIENTS, file)], {
    cwd: inProject(),
    env: {
      ...Object.fromEntries(others),
      AWS_REGION: LOCAL_REGION,
      AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
      ...variables,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
};

/**
 * Runs the sender until it ends.
 *
 * @param submissions a line each
 * @returns its exit status
 */
export const runSender = async (queueUrl: string, submissions: readonly object[]): Promise<number | null> => {
  const sender = start('sender.ts', { QUEUE_URL: queueUrl, AWS_ENDPOINT_URL: new URL(queueUrl).origin });
  sender.stdin.end(submissions.map((submission) => JSON.stringify(submission)).join('\n'));
  await once(sender, 'close');
  return sender.exitCode;
};

/** An event of a submission, as text. */
export const eventKey = (submissionId: string, sequence: number): string => `${submissionId} ${sequence}`;

const Printed = z
  .object({ submission_id: z.string(), sequence: z.int() })
  .transform(({ submission_id, sequence }) => eventKey(submission_id, sequence));

/** A consumer at work, from the beginning of a stream. */
export interface RunningConsumer extends AsyncDisposable {
  /** The keys of the events that it printed so far. */
  readonly printed: readonly string[];
  /**
   * Resolves when it has printed all of these events.
   *
   * @throws Error where it ends before
   */
  untilPrinted(events: readonly string[]): Promise<void>;
}

export const startConsumer = (streamName: string, kinesisEndpoint: string): RunningConsumer => {
  const consumer = start('consumer.ts', { STREAM_NAME: streamName, AWS_ENDPOINT_URL: kinesisEndpoint });
  const lines = on(createInterface(consumer.stdout), 'line', { close: ['close'] });
  const printed: string[] = [];
  return {
    printed,
    untilPrinted: async (events) => {
      const missing = new Set(events).difference(new Set(printed));
      while (missing.size > 0) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`The consumer ended before it had printed ${[...missing].join(', ')}.`);
        const event = Printed.parse(JSON.parse(String(value)));
        printed.push(event);
        missing.delete(event);
      }
    },
    [Symbol.asyncDispose]: () => end(consumer),
  };
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || !child.kill('SIGKILL')) return;
  await once(child, 'close');
};
