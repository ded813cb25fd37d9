import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stopMiniStacks } from '../../local/ministack/ministack';

/**
 * A program that cleans up after a test, however the test ends: `guard.ts DIRECTORY MINISTACKS`. Its standard input is
 * a pipe from the test's process, and ends with it.
 */
const [directory = '', miniStacks = ''] = process.argv.slice(2);
for await (const _ of process.stdin);
await stopMiniStacks(join(directory, miniStacks));
await rm(directory, { recursive: true, force: true });
