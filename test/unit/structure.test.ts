import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from '@jest/globals';
import { inProject, PROJECT } from '../../local/project';

const rooms = ['bench', 'bin', 'charts', 'costs', 'lambda', 'lib', 'local', 'schemas'];

const sourceFiles = rooms.flatMap((room) =>
  readdirSync(inProject(room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(room, file)),
);

/** The folders that a folder's files import from, by folder. */
const imports = new Map<string, Set<string>>();
for (const file of sourceFiles) {
  const folder = dirname(file);
  const imported = imports.get(folder) ?? new Set();
  imports.set(folder, imported);
  for (const [, specifier = ''] of readFileSync(inProject(file), 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)'/g)) {
    const target = relative(PROJECT, dirname(normalize(inProject(folder, specifier))));
    if (target !== folder) imported.add(target);
  }
}

/** Every folder that can be reached from one, by following imports. */
const reachableFrom = (folder: string): ReadonlySet<string> => {
  const reached = new Set<string>();
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const target of imports.get(next) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      open.push(target);
    }
  }
  return reached;
};

test('folders import each other in one direction', () => {
  expect([...imports.keys()].filter((folder) => reachableFrom(folder).has(folder))).toEqual([]);
});

test('the picture is not empty: the function is reached from its composition root', () => {
  expect([...reachableFrom('lambda')]).toEqual(
    expect.arrayContaining(['lambda/contract', 'lambda/domain/publishing', 'lambda/event-types']),
  );
});
