import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../lambda/domain/ports';

/** Time that passes only while somebody sleeps, and then at once. */
export class FakeClock implements Clock {
  #now = 1_000_000;

  now(): number {
    return this.#now;
  }

  async sleep(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await setImmediate();
    this.#now = Math.max(this.#now, until);
  }

  nextTurn(): Promise<void> {
    return setImmediate();
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
