import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { CAPTURED_BODIES_FILE } from '../../local/fleet/captured-bodies';
import { inProject, PROJECT } from '../../local/project';
import { ownPorts } from '../support/own-ports';

const theDocumentedLine = 'npm start --silent -- --input FILE --json | jq .';

test('the line that is documented for JSON gives a JSON parser nothing else', async () => {
  await using ports = await ownPorts();
  expect(await readFile(inProject('README.md'), 'utf8')).toContain(theDocumentedLine);
  const parser = `node -e "process.stdin.toArray().then((all) => console.log(JSON.parse(all.join('')).outcome))"`;
  const line = theDocumentedLine
    .replace('FILE', CAPTURED_BODIES_FILE)
    .replace('--json', ['--json', ...ports.args].join(' '))
    .replace('jq .', parser);
  const child = spawn('sh', ['-c', line], { cwd: PROJECT, stdio: ['ignore', 'pipe', 'ignore'] });
  expect(await text(child.stdout)).toBe('right\n');
}, 60_000);
