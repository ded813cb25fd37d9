import { pathToFileURL } from 'node:url';
import type { Context } from 'aws-lambda';
import { z } from 'zod';
import type { LoadedFunction } from './invocation';

/** A function that is loaded into this process. */
export interface InvokedFunction {
  /** Makes the event of what the runtime read; not a part of the invocation. */
  readonly prepare: (read: unknown) => unknown;
  readonly handler: (event: unknown, context: Context) => Promise<unknown>;
}

const PATIENCE_MS = 900_000;

/** Functions of one process have variables of their own as long as they read them while they are loaded. */
export const loadFunction = async ({ name, file, environment }: LoadedFunction): Promise<InvokedFunction> => {
  Object.assign(process.env, environment);
  // Another query makes another module of the same file.
  const url = pathToFileURL(file);
  url.search = new URLSearchParams({ name }).toString();
  const { handler, prepare = (read: unknown) => read } = await import(url.href);
  return { handler, prepare };
};

/** @param startedAt epoch milliseconds */
const contextOf = (startedAt: number): Context => ({
  awsRequestId: `request-${startedAt}`,
  callbackWaitsForEmptyEventLoop: false,
  functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? '',
  functionVersion: '$LATEST',
  invokedFunctionArn: '',
  memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? '',
  logGroupName: '',
  logStreamName: '',
  getRemainingTimeInMillis: () => startedAt + PATIENCE_MS - Date.now(),
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
});

/** After so many deliveries, a message would be in the dead-letter queue. */
const MOST_DELIVERIES = 10;

const Response = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });
const Event = z.object({ Records: z.array(z.looseObject({ messageId: z.string() })) });

/**
 * Invokes the function, and again with what failed, as SQS would deliver it again.
 *
 * @returns how often
 */
export const deliver = async ({ handler }: InvokedFunction, event: unknown): Promise<number> => {
  let left = event;
  for (let deliveries = 1; ; deliveries++) {
    const failed = await handler(left, contextOf(Date.now())).then(failedItemsOf, () => undefined);
    if (failed?.size === 0 || deliveries === MOST_DELIVERIES) return deliveries;
    const { Records } = Event.parse(left);
    left = { Records: Records.filter(({ messageId }) => failed === undefined || failed.has(messageId)) };
  }
};

/** An answer of another kind acknowledges everything. */
const failedItemsOf = (answer: unknown): ReadonlySet<string> =>
  new Set(Response.safeParse(answer).data?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
