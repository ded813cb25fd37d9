import type { StreamRecord } from '../../lambda/domain/events/stream-record';
import type { EventStream, PutResult } from '../../lambda/domain/ports';

/** What happens to a record, as Kinesis answers it; `lost` ones are in the stream all the same. */
export type Fate = 'accepted' | 'throttled' | 'lost' | 'denied';

const results: Readonly<Record<Fate, PutResult>> = {
  accepted: { accepted: true },
  throttled: { accepted: false, code: 'ProvisionedThroughputExceededException', retryable: true, throttled: true },
  lost: { accepted: false, code: 'TimeoutError', retryable: true, throttled: false },
  denied: { accepted: false, code: 'AccessDeniedException', retryable: false, throttled: false },
};

/** A stream in memory that takes records as a plan decides, and shows what it holds. */
export class FakeEventStream implements EventStream {
  readonly #fateOf: (record: StreamRecord) => Fate;
  /** What each record of the stream says, by partition key. */
  readonly contents = new Map<string, string[]>();
  /** The records of each call. */
  readonly calls: (readonly StreamRecord[])[] = [];
  mostCallsInFlight = 0;
  /** How often a record was put while another one of its partition key was in flight. */
  overlaps = 0;
  readonly #keysInFlight: Set<string>[] = [];

  constructor(fateOf: (record: StreamRecord) => Fate = () => 'accepted') {
    this.#fateOf = fateOf;
  }

  async put(records: readonly StreamRecord[]): Promise<readonly PutResult[]> {
    this.calls.push(records);
    const keys = this.#takeOff(records);
    await new Promise((resolve) => setImmediate(resolve));
    this.#keysInFlight.splice(this.#keysInFlight.indexOf(keys), 1);
    return records.map((record) => {
      const fate = this.#fateOf(record);
      if (fate === 'accepted' || fate === 'lost') this.#append(record);
      return results[fate];
    });
  }

  #takeOff(records: readonly StreamRecord[]): Set<string> {
    const keys = new Set<string>();
    for (const { partitionKey } of records) {
      if ([keys, ...this.#keysInFlight].some((inFlight) => inFlight.has(partitionKey))) this.overlaps++;
      keys.add(partitionKey);
    }
    this.#keysInFlight.push(keys);
    this.mostCallsInFlight = Math.max(this.mostCallsInFlight, this.#keysInFlight.length);
    return keys;
  }

  #append({ partitionKey, data }: StreamRecord): void {
    const contents = this.contents.get(partitionKey) ?? [];
    contents.push(Buffer.from(data).toString());
    this.contents.set(partitionKey, contents);
  }
}
