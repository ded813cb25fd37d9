/** Why a submission is invalid: where, and what is wrong there. Never holds a value of the submission. */
export interface Reason {
  /** Such as `events.new_process[3].cmdl`; empty for the body as a whole. */
  readonly path: string;
  readonly message: string;
}

/** An invalid submission. */
export interface Rejection {
  /** At least one. */
  readonly reasons: readonly Reason[];
  /** Lower case; absent where the submission names no well-formed device. */
  readonly deviceId?: string;
}
