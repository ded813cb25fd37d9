import type { StreamRecord } from '../../lambda/domain/events/stream-record';
import type { EventStream, PutLimits, PutResult, RecordToPut } from '../../lambda/domain/ports';

/**
 * What happens to a record, as Kinesis answers it; `lost` ones are in the stream all the same. An `inverted` one gets a
 * sequence number below those of all records before it, and so does a `moved` one, in another shard.
 */
export type Fate = 'accepted' | 'inverted' | 'moved' | 'throttled' | 'lost' | 'denied';

const refusals: Readonly<Record<Exclude<Fate, 'accepted' | 'inverted' | 'moved'>, PutResult>> = {
  throttled: { accepted: false, code: 'ProvisionedThroughputExceededException', retryable: true, throttled: true },
  lost: { accepted: false, code: 'TimeoutError', retryable: true, throttled: false },
  denied: { accepted: false, code: 'AccessDeniedException', retryable: false, throttled: false },
};

/** A stream in memory that takes records as a plan decides, and shows what it holds. */
export class FakeEventStream implements EventStream {
  readonly limits: PutLimits;
  readonly #fateOf: (record: StreamRecord) => Fate;
  /** The sequence numbers given last: the highest one, and the lowest one. */
  #highest = 10n ** 40n;
  #lowest = this.#highest;
  /** What each record of the stream says, by partition key. */
  readonly contents = new Map<string, string[]>();
  /** The records of each call. */
  readonly calls: (readonly RecordToPut[])[] = [];
  mostCallsInFlight = 0;
  /** How often a record was put while another one of its partition key was in flight. */
  overlaps = 0;
  readonly #keysInFlight: Set<string>[] = [];

  constructor(
    fateOf: (record: StreamRecord) => Fate = () => 'accepted',
    limits: PutLimits = { recordsPerCall: 500, bytesPerCall: 5_000_000, callsInFlight: 4 },
  ) {
    this.#fateOf = fateOf;
    this.limits = limits;
  }

  async put(records: readonly RecordToPut[]): Promise<readonly PutResult[]> {
    this.calls.push(records);
    const keys = this.#takeOff(records);
    await new Promise((resolve) => setImmediate(resolve));
    this.#keysInFlight.splice(this.#keysInFlight.indexOf(keys), 1);
    return records.map((record) => {
      const fate = this.#fateOf(record);
      if (fate === 'throttled' || fate === 'denied') return refusals[fate];
      this.#append(record);
      return fate === 'lost' ? refusals.lost : this.#accept(fate);
    });
  }

  #accept(fate: 'accepted' | 'inverted' | 'moved'): PutResult {
    return {
      accepted: true,
      sequenceNumber: String(fate === 'accepted' ? ++this.#highest : --this.#lowest),
      shardId: fate === 'moved' ? 'shardId-000000000001' : 'shardId-000000000000',
    };
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
    contents.push(data);
    this.contents.set(partitionKey, contents);
  }
}
