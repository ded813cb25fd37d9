import TestSequencer from '@jest/test-sequencer';

/** Brings the test files in the order of their durations in the first run, so that what notices a change soon comes first. */
export default class FastestFirst extends TestSequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => (one.duration ?? 0) - (other.duration ?? 0));
  }

  /** Where tests were skipped, the duration says nothing. */
  cacheResults(tests, results) {
    if (results.numFailedTests === 0 && results.numPendingTests === 0) super.cacheResults(tests, results);
  }
}
