import type { StubCounts } from './stub-counts';

/** Counts calls, and for how long there were any. */
export class CallsInHand {
  readonly #calls: Record<string, number> = {};
  #bytes = 0;
  #busyMs = 0;
  #inHand = 0;
  #most = 0;
  /** When the calls in hand began to be more than none. */
  #since = 0;

  begin(operation: string, bytes: number, now: number): void {
    this.#calls[operation] = (this.#calls[operation] ?? 0) + 1;
    this.#bytes += bytes;
    if (this.#inHand === 0) this.#since = now;
    this.#inHand++;
    this.#most = Math.max(this.#most, this.#inHand);
  }

  end(now: number): void {
    this.#inHand--;
    if (this.#inHand === 0) this.#busyMs += now - this.#since;
  }

  get counts(): Pick<StubCounts, 'calls' | 'bytes' | 'busyMs' | 'mostCallsInHand'> {
    return { calls: this.#calls, bytes: this.#bytes, busyMs: this.#busyMs, mostCallsInHand: this.#most };
  }
}
