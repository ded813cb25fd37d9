/**
 * What belongs together for a time. What is opened in a scope is closed with it, last first. What is started in it ends
 * when the scope ends, or when the first of it fails: then nothing of the rest goes on.
 */
export class Scope implements AsyncDisposable {
  readonly #opened = new AsyncDisposableStack();
  readonly #ending = new AbortController();
  readonly #tasks: Promise<void>[] = [];
  readonly #failed = Promise.withResolvers<never>();
  #hasFailed = false;

  constructor() {
    // Whoever waits is told; where nobody waits any more, that is no fault of its own.
    this.#failed.promise.catch(() => undefined);
  }

  /** Aborted when the scope ends, or something in it fails. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** Closes it with the scope. */
  open<T extends AsyncDisposable>(resource: T): T {
    return this.#opened.use(resource);
  }

  /**
   * Starts what has to go on by itself.
   *
   * @param task ends soon after its signal is aborted
   * @returns when the task has ended, in whatever way: a failure is the scope's
   */
  start(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const ended = Promise.try(task, this.signal).catch((error: unknown) => {
      // What breaks because the scope is ending is not what ended it.
      if (!this.signal.aborted) this.#fail(error);
    });
    this.#tasks.push(ended);
    return ended;
  }

  /**
   * Waits for work, but not where it is in vain.
   *
   * @throws what failed first, in the work or in the scope
   */
  async until<T>(work: Promise<T>): Promise<T> {
    const result = await Promise.race([work, this.#failed.promise]);
    // Work that ends because something failed has not been done.
    return this.#hasFailed ? this.#failed.promise : result;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#tasks);
    await this.#opened.disposeAsync();
  }

  #fail(error: unknown): void {
    this.#hasFailed = true;
    this.#failed.reject(error);
    this.#ending.abort();
  }
}
