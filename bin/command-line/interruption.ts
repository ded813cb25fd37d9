/** npm passes on a Ctrl-C that the terminal has sent to the run already, so it comes twice. */
const SAME_KEYSTROKE_MS = 1_500;

/**
 * Takes over what a Ctrl-C does: the first one ends the command in order, a later one ends the process at once.
 *
 * @returns a signal that is aborted by the first
 */
export const onInterruption = (): AbortSignal => {
  const stop = new AbortController();
  let interruptedAt: number | undefined;
  const interrupt = (): void => {
    if (interruptedAt === undefined) {
      interruptedAt = Date.now();
      stop.abort();
    } else if (Date.now() - interruptedAt > SAME_KEYSTROKE_MS) {
      process.exit(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
  return stop.signal;
};
