import type { _Record as KinesisRecord } from '@aws-sdk/client-kinesis';
import { type EmulatedAws, startEmulatedAws } from '../emulated-aws/emulated-aws';
import type { EmulatorPorts } from '../emulated-aws/emulators/emulators';
import { EventSource, type EventSourceObserver } from '../emulated-aws/event-source/event-source';
import {
  ExecutionEnvironment,
  type FunctionCode,
  FunctionProcessError,
} from '../emulated-aws/function-runtime/execution-environment';
import { readQueue, sendMessage, untilDrained } from '../emulated-aws/queues';
import type { EventSourceProperties } from '../emulated-aws/stack/template';
import { StreamReader } from '../emulated-aws/stream-reader';
import { Scope } from './scope';
import type { Remains } from './verification/ledger';

/** One environment a core of a small laptop, the emulators aside. */
const CONCURRENT_INVOCATIONS = 2;

/** Sees what goes in and what comes out. */
export interface RunObserver extends EventSourceObserver {
  /** Takes each message that the run itself has sent; the function may have had it by then. */
  onSent(messageId: string, body: string): void;
  /** Takes each record of the stream; those of a shard in the shard's order. */
  onRecord(record: KinesisRecord): void;
  /** Takes each line that the function writes. */
  onLogLine(line: string): void;
}

export interface MappingRunProps {
  /** The directory that `cdk synth` wrote. */
  readonly assembly: string;
  /** Any free ones without it. */
  readonly ports?: EmulatorPorts;
  /** What differs from the template's event source. */
  readonly mapping?: Partial<EventSourceProperties>;
  /** The function, where it is not just the bundle on the emulators. What that takes is opened in the run's scope. */
  readonly functionOf?: (run: Pick<MappingRun, 'aws' | 'scope' | 'killFunction'>) => Promise<FunctionCode>;
  /** Whether the run goes on where a process of the function ends by itself, as on Lambda. */
  readonly outlivesFunction: boolean;
  readonly observer: RunObserver;
}

/**
 * The synthesized stack at work on an emulated AWS: the event source invokes the bundle, and the stream is read back.
 * All of it is one scope: whatever fails ends the run, and closing the run leaves nothing behind.
 */
export interface MappingRun extends AsyncDisposable {
  readonly aws: EmulatedAws;
  /** For what belongs to the run besides. */
  readonly scope: Scope;

  /** Ends the function's processes, whatever they do, as Lambda may. The event source starts others. */
  killFunction(): void;

  /** @throws the client's error where the queue did not take the message */
  send(body: string): Promise<void>;

  /**
   * Resolves when every message of the submission queue is acknowledged or dead-lettered, or when it is stopped.
   *
   * @throws what ended the run before
   */
  untilDrained(stop?: AbortSignal): Promise<void>;

  /**
   * Takes no more messages, finishes those that it took, and reads what is in the stream then.
   *
   * @throws what ended the run before
   */
  finish(): Promise<void>;

  /** All that the queues hold. */
  readQueues(): Promise<Remains>;
}

/** @throws EmulatorError that says what to do; nothing is left running then */
export const startMappingRun = async (props: MappingRunProps): Promise<MappingRun> => {
  const scope = new Scope();
  try {
    const aws = scope.open(await startEmulatedAws(props.assembly, props.ports ?? { sqs: 0, kinesis: 0 }));
    return await runOn(aws, scope, props);
  } catch (error) {
    await scope[Symbol.asyncDispose]();
    throw error;
  }
};

const runOn = async (aws: EmulatedAws, scope: Scope, props: MappingRunProps): Promise<MappingRun> => {
  const { observer, mapping, outlivesFunction, functionOf = async () => aws.code } = props;
  const { clients, stack } = aws;
  for (const emulator of Object.values(aws.emulators)) void scope.start((signal) => emulator.watch(signal));

  const environments = new Set<ExecutionEnvironment>();
  let killing = false;
  const killFunction = (): void => {
    killing = true;
    for (const environment of environments) void environment.kill();
    environments.clear();
  };
  const code = await functionOf({ aws, scope, killFunction });
  const eventSource = new EventSource({
    sqs: clients.sqs,
    queue: stack.submissionQueue,
    mapping: { ...stack.template.eventSource, ...mapping },
    startEnvironment: async (signal) => {
      const environment = await ExecutionEnvironment.start(code, (line) => observer.onLogLine(line), signal);
      environments.add(environment);
      return environment;
    },
    concurrency: CONCURRENT_INVOCATIONS,
    observer: {
      onReceived: (records) => observer.onReceived(records),
      onBrokenInvocation: (records, error) => {
        observer.onBrokenInvocation(records, error);
        if (error instanceof FunctionProcessError && !outlivesFunction && !killing) throw error;
      },
    },
  });
  const reader = new StreamReader(clients.kinesis, stack.streamName, (record) => observer.onRecord(record));
  const invoking = scope.start((signal) => named('event source', eventSource.run(signal)));
  const reading = scope.start((signal) => named('reader of the stream', reader.run(signal)));

  return {
    aws,
    scope,
    killFunction,
    send: async (body) => {
      const messageId = await sendMessage(clients.sqs, stack.submissionQueue.url, body, scope.signal);
      observer.onSent(messageId, body);
    },
    untilDrained: (stop = scope.signal) =>
      scope.until(untilDrained(clients.sqs, stack.submissionQueue.url, stop, scope.signal)),
    finish: async () => {
      eventSource.finish();
      await scope.until(invoking);
      reader.finish();
      await scope.until(reading);
    },
    readQueues: async () => {
      const read = ({ name }: { readonly name: string }) => scope.until(readQueue(aws.emulators.sqs.endpoint, name));
      return {
        submissionQueue: await read(stack.submissionQueue),
        diagnosticQueue: await read(stack.diagnosticQueue),
        deadLetterQueue: await read(stack.deadLetterQueue),
      };
    },
    [Symbol.asyncDispose]: () => scope[Symbol.asyncDispose](),
  };
};

/** Says which part of a run failed, where the error does not: a client's says what it could not do only. */
const named = (part: string, work: Promise<void>): Promise<void> =>
  work.catch((error: unknown) => {
    if (error instanceof FunctionProcessError) throw error;
    throw new Error(`The ${part} failed: ${error instanceof Error ? error.message : error}`, { cause: error });
  });
