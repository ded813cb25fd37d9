import { describe, expect, test } from '@jest/globals';
import { barChart } from '../../charts/bar-chart';
import { lineChart } from '../../charts/line-chart';
import { ink, seriesColours } from '../../charts/palette';

const lines = (title = 'Wall time') =>
  lineChart({
    title,
    description: 'Longer batches take longer.',
    x: { name: 'batch size (submissions)', scale: { base: 10 } },
    y: { name: 'wall time (ms)', scale: 'linear' },
    series: ['5 ms', '10 ms', '20 ms', '50 ms', '100 ms'].map((name, index) => ({
      name,
      points: [10, 100, 1_000].map((x) => ({ x, median: x * (index + 1), low: x * index, high: x * (index + 2) })),
    })),
  });

const bars = (targets?: readonly (number | undefined)[]) =>
  barChart({
    title: 'Mapping',
    description: 'Beside the floor.',
    valueName: 'share of the floor',
    categories: ['fleet-like', 'tiny'],
    series: [
      { name: 'before', values: [{ median: 0.25, low: 0.2, high: 0.3 }, undefined] },
      { name: 'now', values: [{ median: 0.5 }, { median: 0.75 }] },
    ],
    ...(targets && { targets }),
  });

const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

describe.each([
  ['a line chart', lines],
  ['a bar chart', () => bars([1, 0.5])],
])('%s', (_, draw) => {
  test('is the same text each time, whatever was drawn before', () => {
    const first = draw();
    lines('another');
    bars();
    expect(draw()).toBe(first);
  });

  test('has a colour for dark in place of each of its colours', () => {
    const drawing = draw().replace(/<style>.*<\/style>/, '');
    const used = [...drawing.matchAll(/(?:fill|stroke)="(?!none")([^"]+)"/g)].map(([, colour]) => colour);
    const paired: readonly string[] = [...Object.values(ink), ...seriesColours].map(({ light }) => light);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((colour) => !paired.includes(colour ?? ''))).toEqual([]);
  });

  test('stands alone: no script, nothing to load', () => {
    const svg = draw().replaceAll(/ xmlns(:xlink)?="[^"]*"/g, '');
    expect(svg).not.toMatch(/<script|https?:|@import|url\((?!#)/);
  });
});

test('a chart says what it shows to people who do not see it, whatever characters it is said in', () => {
  const svg = lines('Loss & order <of> peers');
  expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="title description">/);
  expect(svg).toContain('<title id="title">Loss &amp; order &lt;of&gt; peers</title>');
  expect(svg).toContain('<desc id="description">Longer batches take longer.</desc>');
});

test('the text of a chart is text', () => {
  expect(textsOf(lines())).toEqual(
    expect.arrayContaining(['Wall time', '5 ms', '100 ms', 'batch size (submissions)', 'wall time (ms)', '1,000']),
  );
  expect(textsOf(bars([1, 0.5]))).toEqual(
    expect.arrayContaining(['Mapping', 'before', 'now', 'target', 'fleet-like', 'tiny', 'share of the floor']),
  );
});

/** The widths of what is filled with a colour, without the mark of the legend, which has round corners. */
const widthsOf = (svg: string, colour: string) =>
  [...svg.matchAll(/<path d="M[\d.]+ [\d.]+l([\d.]+) 0l0 [\d.]+l-[\d.]+ 0Z" fill="([^"]+)"/g)]
    .filter(([, , fill]) => fill === colour)
    .map(([, width]) => Number(width));

test('a line goes through all its points, none of which is hidden', () => {
  const svg = lines();
  const drawn = [...svg.matchAll(/<path d="M([^"]+)" fill="none" stroke="[^"]+" stroke-width="2" stroke-linejoin/g)];
  expect(drawn.map(([, path = '']) => path.split('L').length)).toEqual([3, 3, 3, 3, 3]);
  expect(svg).not.toContain('clip-path');
});

test('a bar is as long as its value, and there is none where there is no value', () => {
  const svg = bars();
  const [before = 0] = widthsOf(svg, seriesColours[0].light);
  const now = widthsOf(svg, seriesColours[1].light);
  expect(widthsOf(svg, seriesColours[0].light)).toHaveLength(1);
  expect(now.map((width) => width / before)).toEqual([expect.closeTo(2, 1), expect.closeTo(3, 1)]);
});

test('a target is marked where there is one', () => {
  const marks = (svg: string) => svg.match(/stroke-dasharray/g)?.length ?? 0;
  expect(marks(bars([0.8, undefined]))).toBe(1);
  expect(marks(bars())).toBe(0);
});
