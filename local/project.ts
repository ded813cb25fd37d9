import { join } from 'node:path';

/** The project's directory. */
export const PROJECT = join(import.meta.dirname, '..');

/** @param path such as `'docs', 'events.md'` */
export const inProject = (...path: readonly string[]): string => join(PROJECT, ...path);
