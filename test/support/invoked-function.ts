import { EventEmitter, once } from 'node:events';
import { z } from 'zod';
import type { EmulatedAws } from '../../local/emulated-aws/emulated-aws';
import { messageToRecord, recordsToEvent } from '../../local/emulated-aws/event-source/sqs-event';
import {
  ExecutionEnvironment,
  type FunctionCode,
} from '../../local/emulated-aws/function-runtime/execution-environment';

/** A delivery, as far as a test decides it. */
export interface DeliveredBody {
  readonly body: string;
  readonly receiveCount?: number;
}

const Line = z.record(z.string(), z.unknown());

/** The function in a process of its own, with nobody but the test to invoke it. */
export interface InvokedFunction extends AsyncDisposable {
  /** @returns its answer to one batch; the messages are `message-0`, `message-1` and so on */
  invoke(deliveries: readonly DeliveredBody[]): Promise<unknown>;
  /** Resolves with the first line of its log that has this text in it, once that was written. */
  line(text: string): Promise<Readonly<Record<string, unknown>>>;
}

/** @param changes what differs from the stack's own function */
export const startFunction = async (
  { code, stack }: EmulatedAws,
  { environment, ...changes }: Partial<FunctionCode> = {},
): Promise<InvokedFunction> => {
  const lines: string[] = [];
  const log = new EventEmitter();
  const process = await ExecutionEnvironment.start(
    { ...code, ...changes, environment: { ...code.environment, ...environment } },
    (line) => {
      lines.push(line);
      log.emit('line');
    },
    new AbortController().signal,
  );
  const toRecord = ({ body, receiveCount = 1 }: DeliveredBody, index: number) =>
    messageToRecord(
      {
        MessageId: `message-${index}`,
        ReceiptHandle: `receipt-${index}`,
        Body: body,
        Attributes: { ApproximateReceiveCount: String(receiveCount), SentTimestamp: String(Date.now()) },
      },
      stack.submissionQueue.arn,
      'eu-west-1',
    );
  return {
    invoke: (deliveries) => process.invoke(recordsToEvent(deliveries.map(toRecord))),
    line: async (text) => {
      for (;;) {
        const line = lines.find((each) => each.includes(text));
        if (line !== undefined) return Line.parse(JSON.parse(line));
        await once(log, 'line');
      }
    },
    [Symbol.asyncDispose]: () => process.kill(),
  };
};
