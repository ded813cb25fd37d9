import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { documents } from '../../bin/docs/documents';
import { eventFormatNames } from '../../lambda/contract/event-format';
import { inProject } from '../../local/project';
import { createValidator, readPublishedSchema } from '../support/published-schemas';
import { publishedOf } from '../support/records';
import { schemaFields } from '../support/schema-fields';

const read = (file: string): string => readFileSync(inProject(file), 'utf8');

/** The text under each heading of the second level, by heading. */
const sections = new Map(
  read('docs/events.md')
    .split(/^## /m)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
);

const examplesOf = (text = ''): readonly unknown[] =>
  [...text.matchAll(/^```json\n(.*?)^```/gms)].map(([, json = '']) => JSON.parse(json));

test.each(Object.entries(documents))('docs/%s is what npm run docs writes now', (file, write) => {
  const text = read(`docs/${file}`);
  expect(text).toBe(write(text));
});

test('a document without a place for what is written into it is refused, with the marks to add', () => {
  expect(() => documents['events.md']?.('# Events')).toThrow(/no place for "types of events"\. Add <!-- written by/);
});

describe.each(eventFormatNames)('docs/events.md on the format %s', (format) => {
  const section = sections.get(`\`${format}\``) ?? '';
  const schemaFile = `${format}-event.schema.json`;

  test('shows the events of its submission as they are published, and as the schema says', () => {
    const examples = examplesOf(section);
    expect(examples).toEqual(publishedOf(examplesOf(sections.get('In every format'))[0], format));
    expect(examples.flatMap(createValidator(schemaFile))).toEqual([]);
  });

  test('lists the fields that the schema has', () => {
    const listed = [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, field]) => field);
    const fields = new Set(schemaFields(readPublishedSchema(schemaFile)).flatMap((kind) => Object.keys(kind)));
    expect(listed.toSorted()).toEqual([...fields].toSorted());
  });
});

test('the README shows a submission, and the first of its events', () => {
  const [submission, event] = examplesOf(read('README.md'));
  expect(createValidator('submission.schema.json')(submission)).toEqual([]);
  expect(event).toEqual(publishedOf(submission, 'nested')[0]);
});

const markdown = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(inProject('docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

/** As GitHub makes them of headings. */
const anchorsOf = (file: string): readonly string[] =>
  [
    ...read(file)
      .replace(/^```.*?^```/gms, '')
      .matchAll(/^#+ (.+)$/gm),
  ].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

test.each(markdown)('%s links only files and headings that there are', (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:)([^)#\s]*)#?([\w-]*)\)/g)];
  const broken = links.filter(([, path, anchor = '']) => {
    const target = path ? join(dirname(file), path) : file;
    return !existsSync(inProject(target)) || (anchor !== '' && !anchorsOf(target).includes(anchor));
  });
  expect(links.length).toBeGreaterThan(0);
  expect(broken.map(([link]) => link)).toEqual([]);
});
