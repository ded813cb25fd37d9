import { execFile } from 'node:child_process';
import { promisify, stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { PROJECT } from '../../local/project';
import { addedByReflow } from '../../local/views/reflow';
import { widthOf } from '../../local/views/text-width';

/** Draws in a terminal of 80 columns, then in the same one with 40: what it wrote each time, and a line said then. */
const script = `
  import { PassThrough } from 'node:stream';
  import { createLiveScreen } from './local/views/live-screen.ts';
  import { aStatus } from './test/support/run-samples.ts';
  const terminal = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 80, rows: 24 });
  const screen = createLiveScreen(terminal);
  screen.showStatus(aStatus());
  const wide = terminal.read();
  Object.assign(terminal, { columns: 40, rows: 12 });
  screen.showStatus(aStatus());
  const narrow = terminal.read();
  screen.say('said');
  console.log(JSON.stringify([wide, narrow, terminal.read()]));`;

const linesOf = (written: string): readonly string[] => stripVTControlCharacters(written).trimEnd().split('\n');

test('a terminal that was resized is erased as it wraps what was drawn, and the next drawing fits', async () => {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: PROJECT });
  const [wide, narrow, said] = JSON.parse(stdout);
  const added = addedByReflow(linesOf(wide), 40);
  expect(added).toBeGreaterThan(5);
  expect(narrow).toContain(`\u001b[${added}A`);
  expect(linesOf(narrow).filter((line) => widthOf(line) > 40)).toEqual([]);
  expect(linesOf(narrow).length).toBeLessThan(12);
  expect(said.indexOf('said')).toBeGreaterThan(said.lastIndexOf('\u001b['));
});
