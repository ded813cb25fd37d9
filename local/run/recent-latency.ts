/** Percentiles of milliseconds; undefined where there is nothing to tell. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

const percentile = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0;

/** The latencies of the last seconds. */
export class RecentLatency {
  readonly #windowMs: number;
  readonly #measured: { readonly at: number; readonly latency: number }[] = [];

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** @param at epoch milliseconds, never before the last */
  record(at: number, latency: number): void {
    this.#measured.push({ at, latency });
  }

  /** @param now epoch milliseconds */
  read(now: number): Latency | undefined {
    const first = this.#measured.findIndex(({ at }) => now - at <= this.#windowMs);
    this.#measured.splice(0, first < 0 ? this.#measured.length : first);
    if (this.#measured.length === 0) return undefined;
    const sorted = this.#measured.map(({ latency }) => latency).toSorted((a, b) => a - b);
    return { p50: percentile(sorted, 50), p99: percentile(sorted, 99) };
  }
}
