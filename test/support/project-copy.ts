import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from '../../local/project';

/** All but what is made from it. */
const NEEDED = [
  'bench',
  'bin',
  'charts',
  'costs',
  'docs',
  'lambda',
  'lib',
  'local',
  'schemas',
  'test',
  'biome.json',
  'cdk.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** A copy of the project that a test may change, and that has a `.ministack` of its own. */
export const copyProject = async (directory: string): Promise<void> => {
  await mkdir(directory, { recursive: true });
  for (const name of NEEDED) await cp(join(PROJECT, name), join(directory, name), { recursive: true });
  await symlink(join(PROJECT, 'node_modules'), join(directory, 'node_modules'));
};

/** Replaces code in a file. */
export const changeCode = async (file: string, from: string, to: string): Promise<void> => {
  const code = await readFile(file, 'utf8');
  if (!code.includes(from)) throw new Error(`${file} has no ${from} any more: have this test change other code.`);
  await writeFile(
    file,
    code.replace(from, () => to),
  );
};
