import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { PROJECT } from '../../local/project';

test('a quarter of a minute of mixed faults, kills and redeliveries breaks no guarantee', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', join('bin', 'run.ts'), 'soak', '--minutes', '0.25', '--seed', '1'],
    { cwd: PROJECT },
  );
  expect(stdout).toContain('kept: yes');
}, 180_000);
