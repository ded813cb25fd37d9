import type { PublishingCost } from '../../contract/batch-summary';
import type { StreamRecord } from '../events/stream-record';
import type { Progress } from '../intake/message';
import type { Clock, EventStream, PutLimits, PutResult } from '../ports';
import { backoff } from './backoff';
import type { Lane, LaneProgress } from './lane';
import { standsBehind } from './sequence-number';
import { OUT_OF_TIME, type TimeBudget } from './time-budget';

export interface Publishing {
  readonly stream: EventStream;
  readonly clock: Clock;
  readonly time: Pick<TimeBudget, 'stopPutsAt' | 'abortPutsAt' | 'putTimeoutMs' | 'patienceMs'>;
  /** Of the invocation: those that are no lanes, or no longer, wait to be acknowledged with the lanes that last. */
  readonly submissions: number;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

interface CallInFlight {
  readonly records: number;
  /** Whether it outlasted what waited for it: nothing waits for it again. */
  isSlow: boolean;
}

/** Longest that lanes which could be put wait for a call in flight, to join its lanes: about a healthy round trip. */
const LONGEST_HOLD_MS = 20;

/** A lane on its way. */
interface Run {
  readonly lane: Lane;
  readonly finish: (progress: LaneProgress) => void;
  /** Ends the run because of a fault in the lane itself. */
  readonly fail: (error: unknown) => void;
  /** The next record, kept while it is retried: a retry has to repeat it to the byte. */
  head: StreamRecord;
  published: number;
  /** The sequence number of the record before it, and the shard, as far as they are known. */
  after: string | undefined;
  shardId: string | undefined;
  /** Of the next record, in a row. */
  failures: number;
  lastFailure: string;
}

/**
 * Publishes lanes: each keeps its order, and all of them share calls.
 *
 * PutRecords goes on after a record that fails, so two records of a lane must never be in flight together. A call
 * therefore carries the next record of each of many lanes, as many as the stream takes in a call, and a lane's following
 * record waits until the one before it is acknowledged. A record that fails stays at the head of its lane and is put
 * again after a backoff, while the other lanes go on. So a batch costs as many round trips as its longest lane has
 * records.
 *
 * A call costs more than most of the records in it. So lanes that fall out of step, because one of their records failed
 * or because they were decoded later, wait for a call that is in flight where the next one has room for both.
 *
 * All submissions of an invocation are acknowledged together. Where most of them are done and for some time no lane has
 * ended, or where none advances, the lanes that are left are ended: what they wait for, they can wait for in the queue.
 */
export class OrderedPublisher {
  readonly #publishing: Publishing;
  /** The lanes whose next record may be put now. */
  readonly #ready: Run[] = [];
  readonly #inFlight = new Set<CallInFlight>();
  /** Of the lanes that are ready; absent where they wait for nothing. */
  #hold: symbol | undefined;
  #running = 0;
  #lastSuccessAt: number;
  #pumpScheduled = false;
  readonly #refusals = new Map<string, number>();
  #cost = { calls: 0, records: 0, bytes: 0, retries: 0, throttled: 0, inversions: 0 };

  constructor(publishing: Publishing) {
    this.#publishing = publishing;
    this.#lastSuccessAt = publishing.clock.now();
  }

  get cost(): PublishingCost {
    return { ...this.#cost, refusals: Object.fromEntries(this.#refusals) };
  }

  /**
   * @param from what of the lane is in the stream already
   * @returns when the lane is finished, cannot go on, or ran out of time; never rejects for what the stream does
   */
  async publish(lane: Lane, from: Progress = { published: 0 }): Promise<LaneProgress> {
    const { published, sequenceNumber: after } = from;
    if (published >= lane.length) return { ...from, published: lane.length };
    const { promise, resolve: finish, reject: fail } = Promise.withResolvers<LaneProgress>();
    const head = lane.record(published);
    const start = { head, published, after, shardId: undefined };
    this.#running++;
    this.#lastSuccessAt = this.#publishing.clock.now();
    this.#makeReady({ lane, finish, fail, ...start, failures: 0, lastFailure: OUT_OF_TIME });
    try {
      return await promise;
    } finally {
      this.#running--;
    }
  }

  #makeReady(run: Run): void {
    this.#ready.push(run);
    this.#schedulePump();
  }

  /** Lanes that become ready in the same turn of the event loop share calls. */
  #schedulePump(): void {
    // Stryker disable next-line ConditionalExpression: a second pump of a turn finds nothing left
    if (this.#pumpScheduled) return;
    // Stryker disable next-line BooleanLiteral: as above
    this.#pumpScheduled = true;
    void this.#publishing.clock.nextTurn().then(() => {
      this.#pumpScheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    const { stream, clock, time } = this.#publishing;
    if (clock.now() >= Math.min(time.stopPutsAt, this.#lastSuccessAt + time.patienceMs)) {
      for (const run of this.#ready.splice(0)) finishEarly(run, run.lastFailure);
      return;
    }
    if (this.#wouldJoin) {
      this.#hold ??= this.#holdForCallsInFlight();
      return;
    }
    this.#hold = undefined;
    while (this.#ready.length > 0 && this.#inFlight.size < stream.limits.callsInFlight) {
      void this.#call(takeCall(this.#ready, stream.limits));
    }
  }

  /** Whether the lanes that are ready and those in flight need no more calls than there are, once they are in step. */
  get #wouldJoin(): boolean {
    const calls = [...this.#inFlight].filter(({ isSlow }) => !isSlow);
    const lanes = calls.reduce((sum, { records }) => sum + records, this.#ready.length);
    return this.#ready.length > 0 && calls.length >= lanes / this.#publishing.stream.limits.recordsPerCall;
  }

  /** An answer ends it sooner, where what is then ready joins no other call. */
  #holdForCallsInFlight(): symbol {
    const hold = Symbol('hold');
    void this.#publishing.clock.sleep(LONGEST_HOLD_MS).then(() => {
      if (this.#hold !== hold) return;
      for (const call of this.#inFlight) call.isSlow = true;
      this.#schedulePump();
    });
    return hold;
  }

  async #call(runs: readonly Run[]): Promise<void> {
    const { stream, clock, time } = this.#publishing;
    const call = { records: runs.length, isSlow: false };
    this.#inFlight.add(call);
    this.#cost.calls++;
    this.#cost.retries += runs.filter(({ failures }) => failures > 0).length;
    const records = runs.map(({ head, after }) => ({ ...head, after }));
    const timeoutMs = Math.min(time.putTimeoutMs, time.abortPutsAt - clock.now());
    let results: readonly PutResult[] = [];
    try {
      results = await stream.put(records, timeoutMs);
    } catch {
      // A fault of the stream's adapter tells nothing of the records, and must not keep the call's slot.
    }
    this.#inFlight.delete(call);
    const now = clock.now();
    for (const [index, run] of runs.entries()) this.#settle(run, results[index] ?? noResult, now);
    this.#schedulePump();
  }

  #settle(run: Run, result: PutResult, now: number): void {
    if (result.accepted) {
      this.#cost.records++;
      this.#cost.bytes += run.head.size;
      if (isInversion(run, result)) this.#cost.inversions++;
      run.after = result.sequenceNumber;
      run.shardId = result.shardId;
      this.#advance(run, now);
      return;
    }
    this.#refusals.set(result.code, (this.#refusals.get(result.code) ?? 0) + 1);
    if (result.throttled) this.#cost.throttled++;
    if (result.retryable) void this.#retryLater(run, result.code);
    else finishEarly(run, result.code);
  }

  #advance(run: Run, now: number): void {
    run.published++;
    run.failures = 0;
    run.lastFailure = OUT_OF_TIME;
    const ended = run.published === run.lane.length;
    if (ended || !this.#mostAreDone) this.#lastSuccessAt = now;
    if (ended) {
      run.finish(positionOf(run));
      return;
    }
    try {
      run.head = run.lane.record(run.published);
    } catch (error) {
      // One lane's fault must not end the loop that serves the others.
      run.fail(error);
      return;
    }
    this.#makeReady(run);
  }

  /** Only then a lane that is long is an exception: in an overload, all of them take long. */
  get #mostAreDone(): boolean {
    return this.#running <= this.#publishing.submissions / 2;
  }

  async #retryLater(run: Run, code: string): Promise<void> {
    const { clock, time, random } = this.#publishing;
    run.failures++;
    run.lastFailure = code;
    const untilStop = Math.max(0, time.stopPutsAt - clock.now());
    await clock.sleep(Math.min(backoff(run.failures, random()), untilStop));
    this.#makeReady(run);
  }
}

/** Without a result for a record nothing is known about it: it has to be put again. */
const noResult: PutResult = { accepted: false, code: 'NoResult', retryable: true, throttled: false };

/** Removes from the ready lanes as many as one call takes, longest waiting first. */
const takeCall = (ready: Run[], { recordsPerCall, bytesPerCall }: PutLimits): readonly Run[] => {
  let bytes = 0;
  let taken = 0;
  for (const { head } of ready.slice(0, recordsPerCall)) {
    bytes += head.size;
    if (taken > 0 && bytes > bytesPerCall) break;
    taken++;
  }
  return ready.splice(0, taken);
};

const finishEarly = (run: Run, code: string): void => {
  run.finish({ ...positionOf(run), failure: { code } });
};

const positionOf = ({ published, after }: Run): Progress => ({ published, sequenceNumber: after });

/** Sequence numbers of different shards say nothing of each other. */
const isInversion = (
  { after, shardId }: Run,
  { sequenceNumber, shardId: newShardId }: Extract<PutResult, { accepted: true }>,
): boolean => after !== undefined && shardId === newShardId && !standsBehind(sequenceNumber, after);
