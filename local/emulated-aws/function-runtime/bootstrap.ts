import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Context } from 'aws-lambda';

/**
 * Runs in a process of its own, as a function does in an execution environment: loads the handler, then answers one
 * invocation at a time.
 */

/** What the process is told to do. */
export interface Invocation {
  readonly requestId: string;
  readonly event: unknown;
  /** Epoch milliseconds at which it will be ended. */
  readonly deadline: number;
}

/** What it answers. The first one has no request id: the handler is loaded. */
export type Answer =
  | { readonly requestId?: string; readonly result: unknown }
  | { readonly requestId?: string; readonly error: string };

const [codeDirectory = '', handlerName = ''] = process.argv.slice(2);

const answer = (message: Answer): void => {
  process.send?.(message);
};
const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

const contextOf = ({ requestId, deadline }: Invocation): Context => ({
  awsRequestId: requestId,
  callbackWaitsForEmptyEventLoop: false,
  functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? '',
  functionVersion: '$LATEST',
  invokedFunctionArn: '',
  memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? '',
  logGroupName: '',
  logStreamName: '',
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
});

try {
  const [file = '', exportName = ''] = handlerName.split('.');
  const module = await import(pathToFileURL(join(codeDirectory, `${file}.mjs`)).href);
  process.on('message', async (invocation: Invocation) => {
    const { requestId, event } = invocation;
    try {
      const result: unknown = await module[exportName](event, contextOf(invocation));
      // Lambda answers with JSON, which has no undefined.
      answer({ requestId, result: result ?? null });
    } catch (error) {
      answer({ requestId, error: describe(error) });
    }
  });
  answer({ result: 'loaded' });
} catch (error) {
  answer({ error: describe(error) });
}

process.on('disconnect', () => process.exit());
