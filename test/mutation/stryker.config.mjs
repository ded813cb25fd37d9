import { join } from 'node:path';

const inThisFolder = (file) => join(import.meta.dirname, file);

/**
 * StrykerJS changes the function's code in one place at a time, and a unit test has to fail for each change.
 * https://stryker-mutator.io/docs/stryker-js/configuration
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  // log-messages.ts holds texts for people, whose words no behaviour depends on.
  mutate: ['lambda/**/*.ts', '!lambda/contract/log-messages.ts'],
  plugins: ['@stryker-mutator/jest-runner', './test/mutation/ignore-error-texts.mjs'],
  ignorers: ['error-texts'],
  testRunner: 'jest',
  coverageAnalysis: 'perTest',
  jest: {
    config: {
      // Jest finds the tests of a file by imports, which it follows only here.
      roots: ['bench', 'bin', 'lambda', 'lib', 'local', 'schemas', 'test/support', 'test/unit'].map(
        (room) => `<rootDir>/${room}`,
      ),
      // No unit test needs the synthesized stack.
      globalSetup: null,
      // Together they make a run several times faster: most changes are noticed by the first of the fast tests, those of
      // what runs once, when a file is loaded, among them, for which StrykerJS has all tests run.
      runner: inThisFolder('stopping-runner.mjs'),
      testSequencer: inThisFolder('fastest-first.mjs'),
    },
  },
  // None, on purpose: StrykerJS would load TypeScript to rewrite it, by an interface that TypeScript 7 does not have.
  tsconfigFile: 'none',
  ignorePatterns: ['cdk.out', 'dist', '.ministack'],
  tempDirName: 'cdk.out/mutation-sandbox',
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { reportTests: false },
  htmlReporter: { fileName: 'cdk.out/mutation/index.html' },
  jsonReporter: { fileName: 'cdk.out/mutation/mutation.json' },
  thresholds: { high: 95, low: 95, break: 93 },
};
