/** The median of measurements, and between which values they lie, where that is known. */
export interface Measured {
  readonly median: number;
  readonly low?: number;
  readonly high?: number;
}
