/**
 * Waits for work that cannot be ended, but not where there is no use in it any more.
 *
 * @param patienceMs how long it may go on after the interruption, to leave nothing half done
 * @throws what the work throws; the signal's reason after an interruption
 */
export const untilInterrupted = <T>(work: Promise<T>, signal: AbortSignal, patienceMs = 0): Promise<T> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => {
      setTimeout(() => reject(signal.reason), patienceMs);
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
    work.then((result) => (signal.aborted ? reject(signal.reason) : resolve(result)), reject);
  });
