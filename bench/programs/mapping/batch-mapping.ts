/** What was made of a batch: domain and floor have to make the same. */
export interface MappedBatch {
  readonly records: number;
  /** Of their data. */
  readonly bytes: number;
}

export type BatchMapping = (bodies: readonly string[]) => MappedBatch;
