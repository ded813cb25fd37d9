import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { PROJECT } from '../../local/project';
import { startLocalRun } from '../support/local-run';

/** As npm says it: it is what the tests run under, too. */
const withoutNpm = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));

const npmStart = async (...args: readonly string[]) => {
  const line = promisify(execFile)('npm', ['start', ...args], { cwd: PROJECT, env: withoutNpm });
  return line.then(
    () => ({ status: 0, stderr: '' }),
    (error: { readonly code: number; readonly stderr: string }) => ({ status: error.code, stderr: error.stderr }),
  );
};

describe('npm start', () => {
  test.each([
    [['--no-fleet'], 'npm start -- --no-fleet'],
    [['--fleet', '5'], 'npm start -- --fleet 5'],
    [['--format', 'ocsf'], 'npm start -- --format ocsf'],
  ])('%j, which npm keeps for itself, is answered with what to write', async (args, instead) => {
    const { status, stderr } = await npmStart(...args);
    expect(stderr).toContain(`such as: ${instead}`);
    expect(status).toBe(1);
  });

  test.each([
    [['--sqs-port', '5000', '--kinesis-port', '5000'], /cannot share port 5000/],
    [['--kinesis-port', '4566'], /cannot share port 4566/],
    [['--no-fleet', '--fleet', '5'], /--fleet and --no-fleet contradict each other/],
    [['--fleet', '5', '--no-fleet'], /--fleet and --no-fleet contradict each other/],
    [['--no-fleet', '--interval', '5'], /--interval and --no-fleet contradict each other/],
    [['bodies.b64'], /There is no argument bodies\.b64/],
    [['--input', '.'], /The input \. cannot be read \(it is a directory\)/],
    [['--input', '-'], /The input standard input is empty/],
  ])('-- %j is refused before anything starts', async (args, message) => {
    const { status, stdout, stderr } = await startLocalRun(args, '\n\n').ended;
    expect(stderr).toMatch(message);
    expect(stdout + stderr).not.toContain('Synthesizing');
    expect(status).toBe(1);
  });

  test('-- --help fits into 80 columns, and states the exit statuses and the line for JSON', async () => {
    const { status, stdout } = await startLocalRun(['--help']).ended;
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toMatch(/^ {2}0 {2}complete and right/m);
    expect(stdout).toMatch(/^ {2}1 {2}could not run/m);
    expect(stdout).toMatch(/^ {2}2 {2}incomplete/m);
    expect(stdout).toMatch(/^ {2}3 {2}wrong/m);
    expect(stdout).toContain('npm start --silent -- --input FILE --json | jq .');
    expect(status).toBe(0);
  });
});
