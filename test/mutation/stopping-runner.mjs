import TestRunner from 'jest-runner';

/** Runs no more test files once a test has noticed the change: Jest's `bail` has no effect where a program calls it. */
export default class StoppingRunner extends TestRunner {
  async runTests(tests, watcher, options) {
    let noticed = false;
    this.on('test-file-success', ([, { numFailingTests }]) => {
      noticed ||= numFailingTests > 0;
    });
    for (const test of tests) {
      if (noticed) return;
      await super.runTests([test], watcher, options);
    }
  }
}
