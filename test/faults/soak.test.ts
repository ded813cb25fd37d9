import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

test('a minute of mixed faults, kills and redeliveries breaks no guarantee', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', join('test', 'faults', 'soak.ts'), '--minutes', '1', '--seed', '1'],
    { cwd: join(import.meta.dirname, '..', '..') },
  );
  expect(stdout).toContain('kept: yes');
}, 180_000);
