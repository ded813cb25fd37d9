/** What happens to a whole call. */
export type CallFault =
  | { readonly kind: 'refuse'; readonly status: number; readonly code: string }
  /** The connection breaks before the service sees the call. */
  | { readonly kind: 'reset-before' }
  /** The connection breaks after the call took effect: its response is lost. */
  | { readonly kind: 'reset-after' }
  /** The call took effect, but the service says that it failed. */
  | { readonly kind: 'fail-after'; readonly status: number; readonly code: string }
  /** No answer for 30 s, and no effect. */
  | { readonly kind: 'stall' }
  /** The function's process dies when it has made the call, which takes effect. */
  | { readonly kind: 'kill' };

/** A record that is put, as far as a plan may look at it. */
export interface FaultyRecord {
  readonly partitionKey: string;
  /** 0 to 3: where the partition key is in the hash key space. */
  readonly shard: number;
  readonly sequence: number;
}

/** What goes wrong. Everything that is left out goes well. */
export interface FaultPlan {
  /** For each call of PutRecords or PutRecord. */
  readonly put?: () => CallFault | undefined;
  /** For each record of such a call: its error code. PutRecord refuses the call with it. */
  readonly record?: (record: FaultyRecord) => string | undefined;
  /** PutRecords says that no record failed, whatever its entries say. */
  readonly failedRecordCountLies?: boolean;
  /** Milliseconds that a put takes. */
  readonly latencyMs?: () => number;
  /** Until when a put is held back; `givenUp` is aborted where the caller no longer waits. */
  readonly hold?: (partitionKeys: readonly string[], givenUp: AbortSignal) => Promise<void>;
  /** For each call to SQS. */
  readonly sqs?: () => CallFault | undefined;
  /** For each entry of a SendMessageBatch call, by its body: its error code. */
  readonly entry?: (body: string) => string | undefined;
}

export const refuse = (status: number, code: string): CallFault => ({ kind: 'refuse', status, code });
