/** npm passes on a Ctrl-C that the terminal has sent to the run already, so it comes twice. */
const SAME_KEYSTROKE_MS = 500;

/**
 * What a Ctrl-C does: the first one ends the run in order, a later one ends the process at once.
 *
 * @param stop ends the run in order
 */
export const createInterruption = (stop: () => void): (() => void) => {
  let interruptedAt: number | undefined;
  return () => {
    if (interruptedAt === undefined) {
      interruptedAt = Date.now();
      stop();
    } else if (Date.now() - interruptedAt > SAME_KEYSTROKE_MS) {
      process.exit(130);
    }
  };
};
