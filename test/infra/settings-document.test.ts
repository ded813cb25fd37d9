import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readStage } from '../../lib/settings/read-stage';
import { settingTypes } from '../../lib/settings/settings';
import { settingsDocument } from '../../lib/settings/settings-document';
import { inProject } from '../../local/project';
import { anApp } from '../support/app';

const read = (...path: readonly string[]): string => readFileSync(inProject(...path), 'utf8');

interface SettingRow {
  readonly name: string;
  readonly range: string;
  readonly byDefault: string;
  readonly why: string;
}

/** The rows of the tables of settings. */
const rowsOf = (markdown: string): readonly SettingRow[] =>
  [...markdown.matchAll(/^\| `(\w+)` *\| (.*?) *\| (.*?) *\| (.*?) *\|$/gm)].map(
    ([, name = '', range = '', byDefault = '', why = '']) => ({ name, range, byDefault, why }),
  );
const rows = new Map(rowsOf(settingsDocument()).map((row) => [row.name, row]));

describe('docs/settings.md', () => {
  test('has every setting that there is, once', () => {
    expect(rowsOf(settingsDocument()).map(({ name }) => name)).toEqual(Object.keys(settingTypes));
  });

  test.each(Object.entries(settingTypes))(
    'says of %s what it takes, its default, and why it is there',
    (name, type) => {
      const { range = '', byDefault = '', why = '' } = rows.get(name) ?? {};
      expect(range).toMatch(/\w/);
      expect(why.length).toBeGreaterThan(10);

      const absent: unknown = type.parse(undefined);
      if (absent === undefined) expect(byDefault).toMatch(/^(?!undefined)\w/);
      else expect(byDefault).toBe(String(absent));

      const [, minimum, maximum] = /^(\d+) to (\d+) (?!letters)/.exec(range)?.map(Number) ?? [];
      if (minimum === undefined || maximum === undefined) return;
      for (const value of [minimum, maximum]) expect(type.safeParse(value).success).toBe(true);
      for (const value of [minimum - 1, maximum + 1]) expect(type.safeParse(value).success).toBe(false);
    },
  );

  test.each([...rows.values()].filter(({ range }) => /^[\w-]+(, [\w-]+)+( days)?$/.test(range)))(
    'lists values of $name that the command line takes: $range',
    ({ name, range }) => {
      for (const value of range.replace(/ days$/, '').split(', ')) {
        const needed = value === 'provisioned' ? { streamShards: 1 } : {};
        const { settings } = readStage(anApp({ stage: 'dev', stages: { dev: needed }, [name]: value }).node);
        expect(String(new Map(Object.entries(settings)).get(name))).toBe(value);
      }
    },
  );

  test('links only documents that there are', () => {
    const links = [...settingsDocument().matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
    expect(links.length).toBeGreaterThan(0);
    for (const target of links) {
      const [file = '', section] = target.split('#');
      const headings = [...read('docs', file).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
      expect(headings.length).toBeGreaterThan(0);
      const anchors = headings.map((heading) =>
        heading
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      );
      if (section !== undefined) expect(anchors).toContain(section);
    }
  });
});

test('the README gives the settings that it shows the same ranges and defaults', () => {
  const shown = rowsOf(read('README.md'));
  expect(shown.length).toBeGreaterThan(4);
  for (const { name, range, byDefault } of shown) expect(rows.get(name)).toMatchObject({ range, byDefault });
});
