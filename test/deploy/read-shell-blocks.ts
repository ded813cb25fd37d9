import { readFile } from 'node:fs/promises';
import { inProject } from '../../local/project';

const DOCUMENT = inProject('docs', 'deploy.md');

/** The shell blocks of a section of docs/deploy.md, to be pasted into a terminal. */
export const readShellBlocks = async (heading: string): Promise<readonly string[]> => {
  const sections = (await readFile(DOCUMENT, 'utf8')).split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`docs/deploy.md has no section "${heading}".`);
  return [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block.trim());
};
