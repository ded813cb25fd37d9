import { describe, expect, test } from '@jest/globals';
import type { RunStatus } from '../../local/run/run-status';
import type { Paint } from '../../local/views/paint';
import { addedByReflow } from '../../local/views/reflow';
import { renderStatus } from '../../local/views/render-status';
import { widthOf } from '../../local/views/text-width';
import { aConnectionEvent, aProcessEvent, aStatus, figuresOfStatus } from '../support/run-samples';

const plain: Paint = (_tone, text) => text;
const withTones: Paint = (tone, text) => `<${tone}>${text}</${tone}>`;

const draw = (columns: number, rows: number, status: RunStatus = aStatus()): readonly string[] =>
  renderStatus(status, { columns, rows }, plain);

const sizes: readonly (readonly [number, number])[] = [
  [40, 10],
  [40, 12],
  [40, 24],
  [50, 15],
  [63, 12],
  [64, 10],
  [80, 10],
  [80, 24],
  [120, 40],
  [200, 50],
];

describe.each(sizes)('the live view in %d columns and %d rows', (columns, rows) => {
  test('fits, with a line left for the cursor', () => {
    const lines = draw(columns, rows);
    expect(lines.filter((line) => widthOf(line) > columns)).toEqual([]);
    expect(lines.length).toBeLessThan(rows);
  });

  test('shows every figure whole', () => {
    const words = draw(columns, rows).join(' ');
    const missing = figuresOfStatus.filter((figure) => !new RegExp(`(^|\\s)${figure}(\\s|$)`).test(words));
    expect(missing).toEqual([]);
  });

  test('shows a connection whole, or says by a mark that there is more of it', () => {
    const connections = draw(columns, rows).filter((line) => line.includes('192.168.100.100'));
    expect(connections.filter((line) => !line.endsWith(':47248') && !line.endsWith('…'))).toEqual([]);
  });

  test('fills the rows that lists can have', () => {
    expect(draw(columns, rows).length).toBeGreaterThanOrEqual(Math.min(rows - 2, 45));
  });
});

test.each([
  [40, 12],
  [80, 24],
  [120, 40],
])('events of every type are seen in %d columns and %d rows, newest last', (columns, rows) => {
  const lines = draw(columns, rows);
  const positions = (pattern: RegExp): readonly number[] =>
    lines.flatMap((line) => [...line.matchAll(pattern)].map(([, number]) => Number(number)));
  const commands = positions(/john: command-(\d+)/g);
  const connections = positions(/-> 142\.250\.174\.1(\d\d):47248/g);
  for (const shown of [commands, connections]) {
    expect(shown.at(-1)).toBe(19);
    expect(shown).toEqual(shown.toSorted((a, b) => a - b));
  }
  expect(Math.abs(commands.length - connections.length)).toBeLessThanOrEqual(1);
});

test('a type that has few events leaves its rows to the others', () => {
  const status = aStatus({
    lastEvents: [aConnectionEvent(1), ...aStatus().lastEvents.slice(0, 20)],
    lastRejections: [],
  });
  const lines = draw(100, 24, status);
  expect(lines.filter((line) => line.startsWith('network_connection'))).toHaveLength(1);
  expect(lines.filter((line) => line.startsWith('new_process')).length).toBeGreaterThan(8);
});

test.each([80, 120])('titles stand above their columns at %d', (columns) => {
  const lines = draw(columns, 40);
  const titles = lines.find((line) => line.includes('last events')) ?? '';
  const row = lines.find((line) => line.startsWith('network_connection')) ?? '';
  expect(row.indexOf('3ceaaf30')).toBe(titles.indexOf('device'));
  expect(row.indexOf('192.168')).toBe(titles.indexOf('last events'));
  expect(row.slice(0, titles.indexOf('number') + 'number'.length)).toMatch(/ \d+$/);
  if (columns === 120) expect(row.indexOf('7856881e')).toBe(titles.indexOf('submission'));
});

test('the last rejections are shown with their devices and reasons, newest last', () => {
  const lines = draw(80, 24);
  const titles = lines.findIndex((line) => line.includes('last rejections'));
  const rejections = lines.slice(titles + 1);
  expect(rejections.length).toBeGreaterThanOrEqual(3);
  expect(rejections.at(-1)).toBe('3ceaaf30  reason-9 is not text');
});

test('rejections give way before events do', () => {
  expect(draw(40, 12).join('\n')).not.toContain('last rejections');
  expect(draw(40, 16).join('\n')).toContain('reason-9 is not text');
});

test('what a sensor sent moves no cursor, breaks no line, and wide characters count double', () => {
  const hostile = `${'日本語'.repeat(20)}\u001b[2J\nnext\r\u202e\u{1f600}`;
  const lines = draw(80, 24, aStatus({ lastEvents: [aProcessEvent(1, hostile), aProcessEvent(2, '\u001b[2J\nx')] }));
  expect(lines.filter((line) => /[\p{C}]/u.test(line))).toEqual([]);
  expect(lines.filter((line) => widthOf(line) > 80)).toEqual([]);
  expect(lines.find((line) => line.includes('日本'))).toMatch(/語?…$/);
  expect(lines.join('\n')).toContain('john: ·[2J·x');
});

test.each([
  ['plain', 5],
  ['日本', 4],
  ['e\u0301', 1],
  ['\u{1f600}', 2],
])('%s takes %d columns', (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

describe('colours say', () => {
  const painted = (status: RunStatus): string => renderStatus(status, { columns: 120, rows: 40 }, withTones).join('\n');

  test('what is well, what waits and what is wrong', () => {
    const text = painted(aStatus());
    expect(text).toContain('<well>112,233</well> published');
    expect(text).toContain('<waiting>112</waiting> failed');
    expect(text).toContain('<waiting>12,021</waiting> waiting');
    expect(text).toContain('<wrong>13</wrong> dead-letter');
    expect(text).toContain('<wrong>7</wrong> foreign');
  });

  test('nothing of what there is none of', () => {
    const none = { waiting: 0, inFlight: 0 };
    const text = painted(
      aStatus({ failed: 0, retried: 0, foreign: 0, queues: { submissions: none, diagnostic: none, deadLetter: none } }),
    );
    expect(text).toContain('<figure>0</figure> dead-letter');
    expect(text).toContain('<figure>0</figure> failed');
    expect(text).not.toContain('<wrong>');
  });
});

test('a run that has published nothing yet has no lists, and no latency', () => {
  const text = draw(80, 24, aStatus({ lastEvents: [], lastRejections: [], latency: undefined })).join('\n');
  expect(text).toContain('- p50   - p99');
  expect(text).not.toContain('last');
});

test('what a narrower terminal makes of the lines before is counted, so that it can be erased', () => {
  const lines = ['x'.repeat(80), 'x'.repeat(41), 'x'.repeat(40), ''];
  expect(addedByReflow(lines, 80)).toBe(0);
  expect(addedByReflow(lines, 40)).toBe(2);
});
