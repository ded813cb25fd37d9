import { z } from 'zod';
import { ArrivedRecord } from './aws-stub';
import type { StubConditions } from './stub-conditions';
import { StubCounts } from './stub-counts';

/** Says how a stub server behaves, and reads what came of it. */
export class StubControl {
  readonly endpoint: string;

  constructor(endpoint: string) {
    this.endpoint = endpoint;
  }

  /** Forgets what was before. */
  async begin(conditions: StubConditions): Promise<void> {
    await this.#ask('Begin', conditions);
  }

  /** Since it began. */
  async counts(): Promise<StubCounts> {
    return StubCounts.parse(await this.#ask('Counts'));
  }

  /** Since it began, where the conditions say that it is kept. */
  async arrived(): Promise<readonly ArrivedRecord[]> {
    return z.array(ArrivedRecord).parse(await this.#ask('Arrived'));
  }

  async #ask(request: string, body: unknown = {}): Promise<unknown> {
    const response = await fetch(this.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': `Stub.${request}` },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return JSON.parse(text);
  }
}
