import type { Findings } from '../report/report';
import type { FunctionUnderTest } from './function-under-test';
import type { NodePrograms } from './node-programs';

/** What a measure is given to measure with. */
export interface Bench {
  /** `smoke` is for a few seconds at most: all that runs, on as little as possible. */
  readonly size: 'full' | 'smoke';
  readonly seed: number;
  readonly programs: NodePrograms;
  readonly functionUnderTest: FunctionUnderTest;
  /** Tells whoever waits what is being measured. */
  readonly say: (what: string) => void;
}

/** One file of bench/measures each. */
export interface Measure {
  /** One word, as `--only` takes it. */
  readonly id: string;
  /** What is measured, against what. */
  readonly title: string;
  readonly run: (bench: Bench) => Promise<Findings>;
}
