import type { LoadedFunction } from '../../invocations/invocation';
import { deliver, loadFunction } from '../../invocations/invoked-function';
import { answer } from '../answer';

interface Input {
  readonly function: LoadedFunction;
  /** Events, as JSON. */
  readonly payloads: readonly string[];
}

/** How long before the invocation a message was sent: latencies are in the log, digit by digit. */
const IN_QUEUE_MS = 1_000;

/** Invokes the function once with each event, and counts what it logs. */
answer(async ({ function: loaded, payloads }: Input) => {
  let bytes = 0;
  let lines = 0;
  process.stdout.write = (written) => {
    bytes += Buffer.byteLength(written);
    lines++;
    return true;
  };
  const invoked = await loadFunction(loaded);
  const logged = [];
  for (const payload of payloads) {
    [bytes, lines] = [0, 0];
    const sentAt = `"SentTimestamp":"${Date.now() - IN_QUEUE_MS}"`;
    await deliver(invoked, JSON.parse(payload.replaceAll(/"SentTimestamp":"\d+"/g, sentAt)));
    logged.push({ bytes, lines });
  }
  return logged;
});
