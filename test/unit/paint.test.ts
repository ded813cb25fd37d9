import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { PROJECT } from '../../local/project';

/** Paints for an output that is a terminal, or none, with colours as the environment asks for them. */
const paintIn = async (isTerminal: boolean, environment: Readonly<Record<string, string>>): Promise<unknown> => {
  const script = `
    import { PassThrough } from 'node:stream';
    import { WriteStream } from 'node:tty';
    import { paintFor } from './local/views/paint.ts';
    const terminal = { isTTY: true, getColorDepth: WriteStream.prototype.getColorDepth };
    const output = Object.assign(new PassThrough(), ${isTerminal} && terminal);
    console.log(JSON.stringify(paintFor(output)('wrong', 'text')));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    { cwd: PROJECT, env: { PATH: process.env['PATH'], TERM: 'xterm-256color', ...environment } },
  );
  return JSON.parse(stdout);
};

test('a terminal has colours', async () => {
  expect(await paintIn(true, {})).toContain('\u001b[31m');
});

test('NO_COLOR has none', async () => {
  expect(await paintIn(true, { NO_COLOR: '1' })).toBe('text');
});

test('output that is no terminal has none', async () => {
  expect(await paintIn(false, {})).toBe('text');
});
